// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/fieldtable.h"

namespace doorbuster::test {

/// A value that the field accepts and that is not its default.
inline FieldValue otherValue(const Field &field)
{
    const FieldValue value = field.defaultValue();
    switch (field.kind) {
    case SettingKind::Duration:
        return std::chrono::milliseconds{4'321};
    case SettingKind::Integer:
        return 7;
    case SettingKind::Number:
        return field.minimum == 1 ? 2.25 : 0.75;
    case SettingKind::Boolean:
        return std::holds_alternative<bool>(value) && std::get<bool>(value) ? false : true;
    case SettingKind::Choice:
        for (const FieldChoice &choice : field.choices) {
            if (choice.available && FieldValue{choice.id} != value)
                return choice.id;
        }
        return value;
    case SettingKind::Text:
    case SettingKind::Secret:
    case SettingKind::Url:
    case SettingKind::File:
        return QString(u"“other” \\ " + field.path);
    case SettingKind::Structured:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace doorbuster::test
