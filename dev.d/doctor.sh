# What this machine has and lacks. Sourced by ./dev.

doctor() {
  local missing
  missing=$(missing_packages | tr '\n' ' ')
  echo "system       $(. /etc/os-release && echo "$PRETTY_NAME"), $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2 / 1048576}' /proc/meminfo)"
  echo "user         $(id -un) ($([ "$(id -u)" = 0 ] && echo 'each process gets its own uid' || echo 'one uid for all: tests of rights are skipped by name'))"
  echo "packages     ${missing:-all there}"
  echo "models       $([ -s "$DOORSTEP_CACHE/models/dlib_face_recognition_resnet_model_v1.dat" ] && echo there || echo 'missing (fetched by run and test)') in $DOORSTEP_CACHE"
  echo "display      ${DISPLAY:-none (the kiosk is served by VNC on 127.0.0.1)}"
  echo "build        $(ls build 2>/dev/null | tr '\n' ' ')"
  echo "disk         $(df -h . | awk 'NR==2 {print $4}') free here, $(df -h /dev/shm | awk 'NR==2 {print $4}') free in /dev/shm"
}
