// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/description/texttemplate.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <optional>
#include <variant>
#include <vector>

namespace doorbuster {

/// Where a value of an answer stands: a JSON Pointer (RFC 6901; `""` is the root), with `[key={value}]` for the item of
/// a list that has that value under that key, or `header:Name`.
struct ValuePath {
    struct Step {
        QByteArray key; ///< a member's name; of a pick, that of the item's
        std::optional<std::size_t> index; ///< where the key may be that of a list's item
        std::optional<TextTemplate> pick; ///< the value that the item must have

        friend bool operator==(const Step &one, const Step &other)
        {
            return one.key == other.key && one.pick.has_value() == other.pick.has_value()
                && (!one.pick || one.pick->text() == other.pick->text());
        }
    };

    QString text; ///< as written
    QByteArray header; ///< not empty: of the header, and `steps` is empty
    std::vector<Step> steps;

    bool isRoot() const { return header.isEmpty() && steps.empty(); }
    /// "meta.status", for error sentences.
    QString dotted() const;

    /// The path, or why the text is none.
    static std::variant<ValuePath, QString> parse(QStringView text);
};

/// What a value must be to be one. Whole, Number and Flag are strict: a value of another kind makes the answer
/// unusable. One that is no Id, Text or Time counts as absent.
enum class ValueKind : quint8 { Any, Text, Id, Time, Whole, Number, Flag };

/// "text", "a whole number", …
const char *nameOf(ValueKind kind);
/// By the word of a description: "text", "id", "time", "integer", "number", "boolean".
std::optional<ValueKind> valueKindFromString(QStringView word);
bool isStrict(ValueKind kind);

} // namespace doorbuster
