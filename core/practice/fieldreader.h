// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/shoptime.h"

#include <QtGlobal>

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster {

enum class FieldKind { Text, Email, Time, Number, Integer };

/// One field that a request may or must carry.
struct FieldRule {
    std::string_view name;
    FieldKind kind = FieldKind::Text;
    bool required = true;
    double minimum = std::numeric_limits<double>::lowest();
    double maximum = std::numeric_limits<double>::max();
};

/// Reads the fields of a query or a JSON body against rules, as strictly as the real backend: a missing field, an
/// unknown one and a wrong type are refused, in that order. Reused from request to request: the values hold until the
/// next read.
class FieldReader final {
public:
    FieldReader();
    ~FieldReader();
    Q_DISABLE_COPY_MOVE(FieldReader)

    /// Both return the refusal's message, or nothing where all rules hold. `rules` must outlive the values' use.
    std::string readQuery(std::string_view query, std::span<const FieldRule> rules);
    /// A body that is not JSON at all gives `notJson`.
    std::string readBody(std::string_view body, std::span<const FieldRule> rules);

    /// The values, by the rule's place. An absent optional field is an empty text, and `fallback` as a number.
    bool has(std::size_t rule) const { return m_values[rule].present; }
    const std::string &text(std::size_t rule) const { return m_values[rule].text; }
    double number(std::size_t rule, double fallback = 0) const { return has(rule) ? m_values[rule].number : fallback; }
    ShopTime time(std::size_t rule) const { return m_values[rule].time; }

    static constexpr std::string_view notJson = "Body is not valid JSON but content-type is set to 'application/json'";

private:
    struct Value {
        bool present = false;
        std::string text;
        double number = 0;
        ShopTime time;
    };
    struct Json;

    void clear(std::span<const FieldRule> rules);
    std::string missing(std::string_view where, std::span<const FieldRule> rules) const;
    std::string readText(std::string_view where, const FieldRule &rule, std::string_view text, Value &value) const;
    std::string checkNumber(std::string_view where, const FieldRule &rule, double number) const;

    std::vector<Value> m_values;
    std::unique_ptr<Json> m_json;
};

} // namespace doorbuster
