// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/valuepath.h"

#include <algorithm>
#include <array>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView headerPrefix = u"header:";
constexpr std::size_t mostSteps = 32;

std::optional<QByteArray> unescaped(QStringView token)
{
    QString text;
    for (qsizetype i = 0; i < token.size(); ++i) {
        if (token[i] != u'~') {
            text += token[i];
            continue;
        }
        if (++i >= token.size() || (token[i] != u'0' && token[i] != u'1'))
            return std::nullopt;
        text += token[i] == u'0' ? u'~' : u'/';
    }
    return text.toUtf8();
}

/// The end of a token that begins at `from`: the next slash outside of brackets.
qsizetype endOfToken(QStringView text, qsizetype from)
{
    bool inPick = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text[i] == u'[')
            inPick = true;
        else if (text[i] == u']')
            inPick = false;
        else if (text[i] == u'/' && !inPick)
            return i;
    }
    return text.size();
}

std::variant<ValuePath, QString> parseHeader(QStringView name)
{
    const bool good = !name.isEmpty() && std::ranges::all_of(name, [](QChar c) {
        return c > u' ' && c < u'\x7f' && !QStringView(u"()<>@,;:\\\"/[]?={}").contains(c);
    });
    if (!good)
        return u"“header:” needs a header's name behind it"_s;
    ValuePath path;
    path.header = name.toLatin1();
    return path;
}

} // namespace

std::variant<ValuePath, QString> ValuePath::parse(QStringView text)
{
    if (text.startsWith(headerPrefix)) {
        auto path = parseHeader(text.sliced(headerPrefix.size()));
        if (auto *found = std::get_if<ValuePath>(&path))
            found->text = text.toString();
        return path;
    }
    ValuePath path;
    path.text = text.toString();
    if (!text.isEmpty() && !text.startsWith(u'/'))
        return u"“%1” is no JSON Pointer: it begins with / or is empty (the whole answer), or is header:Name"_s.arg(
            text);
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = endOfToken(text, at + 1);
        QStringView token = text.sliced(at + 1, end - at - 1);
        at = end;
        std::optional<Step> pick;
        if (const qsizetype bracket = token.indexOf(u'['); bracket >= 0 && token.endsWith(u']')) {
            const QStringView inside = token.sliced(bracket + 1, token.size() - bracket - 2);
            const qsizetype equals = inside.indexOf(u'=');
            if (equals <= 0)
                return u"“[%1]” is no pick of an item such as [id={ticket}]"_s.arg(inside);
            auto value = TextTemplate::parse(inside.sliced(equals + 1));
            if (auto *error = std::get_if<QString>(&value))
                return *error;
            pick = Step{inside.first(equals).toUtf8(), {}, std::get<TextTemplate>(std::move(value))};
            token = token.first(bracket);
        }
        const auto key = unescaped(token);
        if (!key)
            return u"“%1” has a ~ that is neither ~0 nor ~1"_s.arg(text);
        if (!pick || !token.isEmpty()) {
            Step step{*key, {}, {}};
            bool isNumber = false;
            const qulonglong index = token.toULongLong(&isNumber);
            if (isNumber && (token == u"0" || !token.startsWith(u'0')))
                step.index = std::size_t(index);
            path.steps.push_back(std::move(step));
        }
        if (pick)
            path.steps.push_back(std::move(*pick));
        if (path.steps.size() > mostSteps)
            return u"“%1” is more than %2 steps deep"_s.arg(text).arg(mostSteps);
    }
    return path;
}

QString ValuePath::dotted() const
{
    if (!header.isEmpty())
        return text;
    QString dotted;
    for (const Step &step : steps) {
        if (step.pick) {
            dotted += u'[' + QString::fromUtf8(step.key) + u'=' + step.pick->text() + u']';
            continue;
        }
        if (!dotted.isEmpty())
            dotted += u'.';
        dotted += QString::fromUtf8(step.key);
    }
    return dotted;
}

namespace {

struct KindName {
    ValueKind kind;
    QStringView word;
    const char *name;
};
constexpr std::array<KindName, 7> kindNames{
    {{ValueKind::Any, u"any", "a value"}, {ValueKind::Text, u"text", "text"}, {ValueKind::Id, u"id", "an id"},
        {ValueKind::Time, u"time", "a time"}, {ValueKind::Whole, u"integer", "a whole number"},
        {ValueKind::Number, u"number", "a number"}, {ValueKind::Flag, u"boolean", "true or false"}}};

} // namespace

const char *nameOf(ValueKind kind)
{
    return kindNames[std::size_t(kind)].name;
}

std::optional<ValueKind> valueKindFromString(QStringView word)
{
    const auto found = std::ranges::find(kindNames, word, &KindName::word);
    return found == kindNames.end() ? std::nullopt : std::optional(found->kind);
}

bool isStrict(ValueKind kind)
{
    return kind == ValueKind::Whole || kind == ValueKind::Number || kind == ValueKind::Flag;
}

} // namespace doorbuster
