// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/field.h"

#include "core/profile/nearest.h"
#include "core/text/duration.h"
#include "core/text/numbertext.h"

#include <cmath>
#include <limits>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::milliseconds;

template <typename T>
constexpr bool isOptional = false;
template <typename T>
constexpr bool isOptional<std::optional<T>> = true;

FieldReading problem(const QString &message)
{
    return FieldProblem{message};
}

/// Built in place: moving an empty value in makes GCC 12 warn of uninitialised memory when sanitizers are on.
FieldReading unset()
{
    return FieldReading(std::in_place_type<FieldValue>);
}

/// Quotes what was given, shortened: it may be a whole document pasted into the wrong place.
QString given(QStringView text)
{
    constexpr qsizetype kShown = 60;
    return text.size() <= kShown ? u"“%1”"_s.arg(text) : u"“%1…”"_s.arg(text.first(kShown));
}

FieldReading durationFrom(QStringView text)
{
    const auto parsed = parseDuration(text);
    if (!parsed) {
        if (text.startsWith(u'-'))
            return problem(u"%1 is negative"_s.arg(given(text)));
        if (numberFromText(text))
            return problem(u"%1 has no unit: write %2s or %2ms"_s.arg(given(text), text));
        return problem(u"%1 is not a duration: try 2s or 500ms"_s.arg(given(text)));
    }
    const auto whole = std::chrono::duration_cast<milliseconds>(*parsed);
    if (whole != *parsed)
        return problem(u"%1 is finer than a millisecond"_s.arg(given(text)));
    return FieldValue{whole};
}

FieldReading integerFrom(double number, QStringView text)
{
    if (number != std::trunc(number))
        return problem(u"%1 is not a whole number"_s.arg(given(text)));
    if (std::abs(number) > double(std::numeric_limits<int>::max()))
        return problem(u"%1 is too large"_s.arg(given(text)));
    return FieldValue{static_cast<int>(number)};
}

} // namespace

FieldValue Field::value(const Profile &profile) const
{
    // The accessor hands out pointers to change through; here they are only read.
    const FieldMember pointer = member(const_cast<Profile &>(profile));
    return std::visit(
        [this](auto *const &p) -> FieldValue {
            using T = std::remove_cvref_t<decltype(*p)>;
            if constexpr (std::is_enum_v<T>)
                return choices.at(static_cast<qsizetype>(*p)).id;
            else if constexpr (isOptional<T>)
                return p->has_value() ? FieldValue{**p} : FieldValue{};
            else
                return *p;
        },
        pointer);
}

void Field::setValue(Profile &profile, const FieldValue &value) const
{
    std::visit(
        [&](auto *const &p) {
            using T = std::remove_cvref_t<decltype(*p)>;
            if constexpr (std::is_enum_v<T>) {
                const QString &id = std::get<QString>(value);
                for (qsizetype i = 0; i < choices.size(); ++i) {
                    if (choices[i].id == id)
                        *p = static_cast<T>(i);
                }
            } else if constexpr (isOptional<T>) {
                if (std::holds_alternative<std::monostate>(value))
                    p->reset();
                else
                    *p = std::get<typename T::value_type>(value);
            } else {
                *p = std::get<T>(value);
            }
        },
        member(profile));
}

FieldValue Field::defaultValue() const
{
    return value(Profile{});
}

std::optional<FieldProblem> Field::check(const FieldValue &value) const
{
    std::optional<double> number;
    if (const auto *integer = std::get_if<int>(&value))
        number = *integer;
    else if (const auto *real = std::get_if<double>(&value))
        number = *real;
    else if (const auto *duration = std::get_if<milliseconds>(&value))
        number = double(duration->count());
    if (number && ((minimum && *number < *minimum) || (maximum && *number > *maximum)))
        return FieldProblem{u"must be "_s + rangeText()};
    if (number && !std::isfinite(*number))
        return FieldProblem{u"must be a finite number"_s};

    const auto *text = std::get_if<QString>(&value);
    if (!text)
        return std::nullopt;
    if (kind != SettingKind::Choice) {
        if (text->contains(QChar(u'\0')))
            return FieldProblem{u"must not hold a zero character"_s};
        return std::nullopt;
    }
    QStringList ids;
    for (const FieldChoice &choice : choices) {
        if (choice.id == *text)
            return choice.available
                ? std::nullopt
                : std::optional(FieldProblem{u"%1 is not there yet: use %2"_s.arg(given(*text), rangeText())});
        if (choice.available)
            ids.append(choice.id);
    }
    return FieldProblem{u"%1 is not one of %2"_s.arg(given(*text), ids.join(", "_L1)) + didYouMean(*text, ids)};
}

FieldReading Field::fromText(QStringView text) const
{
    FieldReading reading;
    switch (kind) {
    case SettingKind::Text:
    case SettingKind::Secret:
    case SettingKind::Url:
    case SettingKind::File:
    case SettingKind::Choice:
        reading = FieldValue{text.toString()};
        break;
    case SettingKind::Duration:
        if (!unsetWord.isEmpty() && text == unsetWord)
            return unset();
        reading = durationFrom(text);
        break;
    case SettingKind::Integer:
        if (!unsetWord.isEmpty() && text == unsetWord)
            return FieldValue{0};
        if (const auto number = numberFromText(text))
            reading = integerFrom(*number, text);
        else
            reading = problem(u"%1 is not a whole number"_s.arg(given(text)));
        break;
    case SettingKind::Number:
        if (const auto number = numberFromText(text))
            reading = FieldValue{*number};
        else
            reading = problem(u"%1 is not a number"_s.arg(given(text)));
        break;
    case SettingKind::Boolean:
        if (!unsetWord.isEmpty() && text == unsetWord)
            return unset();
        if (text != u"true" && text != u"false")
            return problem(u"%1 is neither true nor false"_s.arg(given(text)));
        reading = FieldValue{text == u"true"};
        break;
    case SettingKind::Structured:
        Q_UNREACHABLE();
    }
    if (const auto *value = std::get_if<FieldValue>(&reading)) {
        if (auto misfit = check(*value))
            return *misfit;
    }
    return reading;
}

FieldReading Field::fromEnvironment(QStringView text) const
{
    if (text.isEmpty())
        return problem(u"is set but empty"_s);
    if (!bareSeconds || !numberFromText(text))
        return fromText(text);
    return fromText(QString(text + u's'));
}

FieldReading Field::fromJson(const JsonNode &node) const
{
    using Type = JsonNode::Type;
    const bool isWord = node.type == Type::String && !unsetWord.isEmpty() && node.string == unsetWord;
    const QString orWord = unsetWord.isEmpty() ? QString() : u" or \"%1\""_s.arg(unsetWord);
    switch (kind) {
    case SettingKind::Text:
    case SettingKind::Secret:
    case SettingKind::Url:
    case SettingKind::File:
    case SettingKind::Choice:
        if (node.type != Type::String)
            return problem(u"must be a text, not %1"_s.arg(node.typeText()));
        return fromText(node.string);
    case SettingKind::Duration:
        if (node.type == Type::Number)
            return problem(
                u"must be a duration with its unit, such as \"%1s\" or \"%1ms\""_s.arg(numberToText(node.number)));
        if (node.type != Type::String)
            return problem(u"must be a duration such as \"30s\"%1, not %2"_s.arg(orWord, node.typeText()));
        return fromText(node.string);
    case SettingKind::Integer:
    case SettingKind::Number:
        if (isWord)
            return fromText(node.string);
        if (node.type != Type::Number)
            return problem(u"must be a number%1, not %2"_s.arg(orWord, node.typeText()));
        return fromText(numberToText(node.number));
    case SettingKind::Boolean:
        if (isWord)
            return fromText(node.string);
        if (node.type != Type::Boolean)
            return problem(u"must be true or false%1, not %2"_s.arg(orWord, node.typeText()));
        return FieldValue{node.boolean};
    case SettingKind::Structured:
        Q_UNREACHABLE();
    }
    Q_UNREACHABLE();
}

QString Field::toText(const FieldValue &value) const
{
    if (std::holds_alternative<std::monostate>(value))
        return unsetWord;
    if (const auto *text = std::get_if<QString>(&value))
        return isSecret() && !text->isEmpty() ? u"••••••"_s : *text;
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? u"true"_s : u"false"_s;
    if (const auto *integer = std::get_if<int>(&value))
        return *integer == 0 && !unsetWord.isEmpty() ? unsetWord : QString::number(*integer);
    if (const auto *number = std::get_if<double>(&value))
        return numberToText(*number);
    return formatDuration(std::get<milliseconds>(value));
}

JsonNode Field::toJson(const FieldValue &value) const
{
    Q_ASSERT(!isSecret());
    if (const auto *flag = std::get_if<bool>(&value))
        return JsonNode::of(*flag);
    if (const auto *number = std::get_if<double>(&value))
        return JsonNode::of(*number);
    const auto *integer = std::get_if<int>(&value);
    if (integer && (*integer != 0 || unsetWord.isEmpty()))
        return JsonNode::of(double(*integer));
    return JsonNode::of(toText(value));
}

QString Field::rangeText() const
{
    if (kind == SettingKind::Choice) {
        QString text;
        for (const FieldChoice &choice : choices) {
            if (choice.available)
                text += text.isEmpty() ? choice.id : QString(u" or " + choice.id);
        }
        return text;
    }
    const auto bound = [this](double number) {
        return kind == SettingKind::Duration ? formatDuration(milliseconds{qint64(number)}) : numberToText(number);
    };
    if (minimum && maximum)
        return u"from %1 to %2"_s.arg(bound(*minimum), bound(*maximum));
    if (minimum)
        return u"at least "_s + bound(*minimum);
    return maximum ? QString(u"at most " + bound(*maximum)) : QString();
}

} // namespace doorbuster
