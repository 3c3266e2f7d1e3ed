# Four Debian packages by `cpack`: what both ends share, a station, a township, and command-line tools that neither needs.
# Shared libraries become dependencies by dpkg-shlibdeps; what is loaded at run time is named below.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME station)
# `ninja installed` builds what is packed; without this cpack would build all tests first.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_VENDOR Doorstep)
set(CPACK_PACKAGE_CONTACT "Doorstep <doorstep@localhost>")
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL common station township tools)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_COMPONENT_COMMON_DESCRIPTION "Doorstep's schemes and code tables\\n Data that a station and its township must have alike.")
set(CPACK_COMPONENT_STATION_DESCRIPTION "Doorstep's village station\\n Kiosk app, device hub and station agent with their units.")
set(CPACK_COMPONENT_TOWNSHIP_DESCRIPTION "Doorstep's township gateway and archive\\n The other end of the line.")
set(CPACK_COMPONENT_TOOLS_DESCRIPTION "Doorstep's tools for schemes, papers, pages and faces\\n Command-line programs for a desk; no station needs them.")
foreach(component common station township tools)
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME doorstep-${component})
endforeach()
set(CPACK_DEBIAN_COMMON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_COMMON_PACKAGE_SHLIBDEPS OFF)

# One list for packages and for ./dev: what a running station loads without linking it.
file(STRINGS ${PROJECT_SOURCE_DIR}/dev.d/packages-station.txt station_loads REGEX "^[a-z]")
list(JOIN station_loads ", " station_loads)
set(CPACK_DEBIAN_STATION_PACKAGE_DEPENDS "doorstep-common (= ${PROJECT_VERSION}), ${station_loads}")
set(CPACK_DEBIAN_TOWNSHIP_PACKAGE_DEPENDS "doorstep-common (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_TOOLS_PACKAGE_DEPENDS "doorstep-common (= ${PROJECT_VERSION}), fonts-noto-cjk")
include(CPack)
