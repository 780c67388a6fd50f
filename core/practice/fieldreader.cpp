// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/fieldreader.h"

#include "core/practice/shoptext.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace doorbuster {

struct FieldReader::Json {
    simdjson::dom::parser parser;
};

namespace {

constexpr std::string_view unknownField = " must NOT have additional properties";

std::string complaint(std::string_view where, const FieldRule &rule, std::string_view what)
{
    return std::string(where).append("/").append(rule.name).append(" ").append(what);
}

bool isNumeric(FieldKind kind)
{
    return kind == FieldKind::Number || kind == FieldKind::Integer;
}

} // namespace

FieldReader::FieldReader()
    : m_json(std::make_unique<Json>())
{
}

FieldReader::~FieldReader() = default;

std::string FieldReader::readQuery(std::string_view query, std::span<const FieldRule> rules)
{
    constexpr std::string_view where = "querystring";
    clear(rules);
    bool unknown = false;
    std::string refusal;
    const auto refuse = [&refusal](std::string text) {
        if (refusal.empty())
            refusal = std::move(text);
    };
    while (!query.empty()) {
        const auto part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(part.size() + 1, query.size()));
        if (part.empty())
            continue;
        const auto equals = std::min(part.find('='), part.size());
        const auto name = decodeQueryPart(part.substr(0, equals));
        const auto text = decodeQueryPart(part.substr(std::min(equals + 1, part.size())));
        if (!name || !text)
            return std::string(where).append(" must be percent-encoded UTF-8");
        const auto rule = std::ranges::find(rules, std::string_view(*name), &FieldRule::name);
        if (rule == rules.end()) {
            unknown = true;
            continue;
        }
        auto &value = m_values[std::size_t(rule - rules.begin())];
        if (value.present) {
            refuse(complaint(where, *rule, "must be given once"));
            continue;
        }
        value.present = true;
        if (!isNumeric(rule->kind)) {
            refuse(readText(where, *rule, *text, value));
            continue;
        }
        const auto end = text->data() + text->size();
        const auto [stop, error] = std::from_chars(text->data(), end, value.number);
        if (error != std::errc() || stop != end)
            refuse(complaint(where, *rule, rule->kind == FieldKind::Integer ? "must be integer" : "must be number"));
        else
            refuse(checkNumber(where, *rule, value.number));
    }
    if (auto absent = missing(where, rules); !absent.empty())
        return absent;
    return unknown ? std::string(where).append(unknownField) : refusal;
}

std::string FieldReader::readBody(std::string_view body, std::span<const FieldRule> rules)
{
    constexpr std::string_view where = "body";
    clear(rules);
    simdjson::dom::element document;
    if (m_json->parser.parse(body.data(), body.size()).get(document))
        return std::string(notJson);
    simdjson::dom::object object;
    if (document.get(object))
        return "body must be object";
    bool unknown = false;
    std::string refusal;
    const auto refuse = [&refusal](std::string text) {
        if (refusal.empty())
            refusal = std::move(text);
    };
    for (const auto &[key, element] : object) {
        const auto rule = std::ranges::find(rules, std::string_view(key), &FieldRule::name);
        if (rule == rules.end()) {
            unknown = true;
            continue;
        }
        auto &value = m_values[std::size_t(rule - rules.begin())];
        value.present = true;
        if (isNumeric(rule->kind)) {
            if (element.get(value.number))
                refuse(
                    complaint(where, *rule, rule->kind == FieldKind::Integer ? "must be integer" : "must be number"));
            else
                refuse(checkNumber(where, *rule, value.number));
            continue;
        }
        std::string_view text;
        if (element.get(text))
            refuse(complaint(where, *rule, "must be string"));
        else
            refuse(readText(where, *rule, text, value));
    }
    if (auto absent = missing(where, rules); !absent.empty())
        return absent;
    return unknown ? std::string(where).append(unknownField) : refusal;
}

void FieldReader::clear(std::span<const FieldRule> rules)
{
    m_values.resize(rules.size());
    for (auto &value : m_values) {
        value.present = false;
        value.text.clear();
    }
}

std::string FieldReader::missing(std::string_view where, std::span<const FieldRule> rules) const
{
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].required && !m_values[i].present)
            return std::string(where).append(" must have required property '").append(rules[i].name).append("'");
    }
    return {};
}

std::string FieldReader::readText(
    std::string_view where, const FieldRule &rule, std::string_view text, Value &value) const
{
    if (rule.kind == FieldKind::Email) {
        auto email = normalisedEmail(text);
        if (!email)
            return complaint(where, rule, "must match format \"email\"");
        value.text = std::move(*email);
        return {};
    }
    value.text = text;
    if (rule.kind == FieldKind::Time) {
        const auto time = parseIsoTime(text);
        if (!time)
            return complaint(where, rule, "must match format \"date-time\"");
        value.time = *time;
    } else if (rule.required && text.empty()) {
        return complaint(where, rule, "must NOT have fewer than 1 characters");
    }
    return {};
}

std::string FieldReader::checkNumber(std::string_view where, const FieldRule &rule, double number) const
{
    if (rule.kind == FieldKind::Integer && (std::floor(number) != number || std::abs(number) > 9e15))
        return complaint(where, rule, "must be integer");
    std::string limit;
    if (number < rule.minimum) {
        limit = "must be >= ";
        appendNumber(limit, rule.minimum);
    } else if (number > rule.maximum) {
        limit = "must be <= ";
        appendNumber(limit, rule.maximum);
    } else if (!std::isfinite(number)) {
        limit = "must be number";
    }
    return limit.empty() ? limit : complaint(where, rule, limit);
}

} // namespace doorbuster
