#include "device-drivers/worker/wipe_message.hpp"

#include <google/protobuf/message.h>

#include <vector>

#include "base/wiped_bytes.hpp"

namespace doorstep::devices {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Protobuf gives a reference to the string that it holds; the message itself is ours to change.
void wipe_held(const std::string& held) {
    wipe(const_cast<std::string&>(held));
}

void wipe_field(Message& message, const Reflection& reflection, const FieldDescriptor& field) {
    std::string unused;
    const int count = field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
    for (int i = 0; i < count; ++i) {
        if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
            wipe_held(field.is_repeated() ? reflection.GetRepeatedStringReference(message, &field, i, &unused)
                                          : reflection.GetStringReference(message, &field, &unused));
        } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            wipe_message(field.is_repeated() ? *reflection.MutableRepeatedMessage(&message, &field, i)
                                             : *reflection.MutableMessage(&message, &field));
        } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_FLOAT && field.is_repeated()) {
            reflection.SetRepeatedFloat(&message, &field, i, 0);
        }
    }
}

}  // namespace

void wipe_message(Message& message) {
    std::vector<const FieldDescriptor*> fields;
    const auto& reflection = *message.GetReflection();
    reflection.ListFields(message, &fields);
    for (const auto* field : fields) {
        wipe_field(message, reflection, *field);
    }
    message.Clear();
}

}  // namespace doorstep::devices
