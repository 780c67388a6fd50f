// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/answerrule.h"

#include "core/profile/nearest.h"

#include <algorithm>
#include <array>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

using Error = QString;
using Op = AnswerTest::Op;

constexpr QStringView arrow = u"->";

struct OpName {
    QStringView text;
    Op op;
};
// Longer ones first.
constexpr std::array<OpName, 7> ops{{{u"!=", Op::IsNot}, {u"=", Op::Is}, {u"~", Op::Matches}, {u"<", Op::Less},
    {u">", Op::Greater}, {u"exists", Op::Exists}, {u"absent", Op::Absent}}};

/// The beginning of `text` up to a blank, which is taken from it.
QStringView takeWord(QStringView &text)
{
    text = text.trimmed();
    qsizetype end = 0;
    bool inPick = false;
    for (; end < text.size() && (inPick || !text[end].isSpace()); ++end) {
        if (text[end] == u'[')
            inPick = true;
        else if (text[end] == u']')
            inPick = false;
    }
    const QStringView word = text.first(end);
    text = text.sliced(end).trimmed();
    return word;
}

std::optional<int> hundreds(QStringView text)
{
    if (text.size() == 3 && text[0] >= u'1' && text[0] <= u'5' && text.sliced(1) == u"xx")
        return text[0].digitValue() * 100;
    return std::nullopt;
}

std::optional<int> statusFrom(QStringView text)
{
    bool ok = false;
    const int status = text.toInt(&ok);
    return ok && text.size() == 3 && status >= 100 && status <= 599 ? std::optional(status) : std::nullopt;
}

std::variant<StatusSet, Error> parseStatuses(QStringView text)
{
    StatusSet set;
    const auto parts = text.split(u',');
    for (const QStringView part : parts) {
        if (const auto all = hundreds(part)) {
            set.ranges.push_back({*all, *all + 99});
            continue;
        }
        const qsizetype dash = part.indexOf(u'-');
        const auto from = statusFrom(dash < 0 ? part : part.first(dash));
        const auto to = dash < 0 ? from : statusFrom(part.sliced(dash + 1));
        if (!from || !to || *to < *from)
            return u"“%1” is no set of statuses such as 200, 500-504, 2xx or 401,403"_s.arg(text);
        set.ranges.push_back({*from, *to});
    }
    return set;
}

/// A value of a test: in single quotes up to the next one, else up to ` and ` or the end. Taken from `text`. Nothing
/// where a quote is not closed.
std::optional<QString> takeValue(QStringView &text)
{
    text = text.trimmed();
    if (text.startsWith(u'\'')) {
        const qsizetype end = text.indexOf(u'\'', 1);
        if (end < 0)
            return std::nullopt;
        const QString value = text.sliced(1, end - 1).toString();
        text = text.sliced(end + 1).trimmed();
        return value;
    }
    const qsizetype end = text.indexOf(u" and ");
    const QString value = (end < 0 ? text : text.first(end)).trimmed().toString();
    text = end < 0 ? QStringView() : text.sliced(end);
    text = text.trimmed();
    return value;
}

std::optional<double> numberFrom(QStringView text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<Error> takeOperands(AnswerTest &test, QStringView text)
{
    const auto words = text.contains(u'[') ? QList<QStringView>{text} : text.split(u',');
    for (const QStringView word : words) {
        AnswerTest::Operand operand{word == u"\"\"" ? QString() : word.toString(), {}};
        if (word.startsWith(u'/') || word.startsWith(u"header:") || word == u"\"\"") {
            auto path = ValuePath::parse(operand.text);
            if (auto *error = std::get_if<QString>(&path))
                return *error;
            operand.path = std::get<ValuePath>(std::move(path));
        } else if (!isValueName(word)) {
            return u"“%1” is neither a path such as /meta/status or header:Name nor the name of a value of “read”"_s
                .arg(word);
        }
        test.operands.push_back(std::move(operand));
    }
    return std::nullopt;
}

std::optional<Error> takePatterns(
    AnswerTest &test, const QString &value, const QMap<QString, std::shared_ptr<const Pattern>> &patterns)
{
    if (value.startsWith(u'{') && value.endsWith(u'}')) {
        const auto names = value.split(u'|');
        for (const QString &braced : names) {
            const QString name = braced.trimmed().sliced(1).chopped(1);
            const auto found = patterns.value(name);
            if (!found)
                return u"there is no pattern “%1”%2"_s.arg(name, didYouMean(name, patterns.keys()));
            test.patterns.push_back(found);
        }
        return std::nullopt;
    }
    auto pattern = Pattern::parse(value);
    if (auto *error = std::get_if<QString>(&pattern))
        return u"the expression “%1” %2"_s.arg(value, *error);
    test.patterns.push_back(std::make_shared<const Pattern>(std::get<Pattern>(std::move(pattern))));
    return std::nullopt;
}

std::variant<AnswerTest, Error> takeTest(
    QStringView &text, const QMap<QString, std::shared_ptr<const Pattern>> &patterns)
{
    AnswerTest test;
    const QStringView operand = takeWord(text);
    if (const auto error = takeOperands(test, operand))
        return *error;
    const auto op = std::ranges::find_if(ops, [text](const OpName &one) { return text.startsWith(one.text); });
    if (op == ops.end())
        return u"“%1” needs one of =, !=, <, >, ~, exists, absent behind it"_s.arg(operand);
    test.op = op->op;
    text = text.sliced(op->text.size()).trimmed();
    if (test.op == Op::Exists || test.op == Op::Absent)
        return test;
    const auto value = takeValue(text);
    if (!value)
        return u"has an opening ' without a closing one"_s;
    const QString &given = *value;
    if (test.op == Op::Matches) {
        if (const auto error = takePatterns(test, given, patterns))
            return *error;
        return test;
    }
    if (test.op == Op::Less || test.op == Op::Greater) {
        const auto bound = numberFrom(given);
        if (!bound)
            return u"“%1” is no number to compare with"_s.arg(given);
        test.bound = *bound;
        return test;
    }
    const QStringList words = given.split(u'|');
    for (const QString &word : words) {
        test.words.push_back(word.trimmed().toUtf8());
        test.numbers.push_back(numberFrom(word.trimmed()));
    }
    return test;
}

bool sameTest(const AnswerTest &one, const AnswerTest &other)
{
    const auto sameText = [](const auto &a, const auto &b) { return a->text() == b->text(); };
    return one.operands == other.operands && one.op == other.op && one.bound == other.bound && one.words == other.words
        && std::ranges::equal(one.patterns, other.patterns, sameText);
}

/// Whether whatever passes `narrow` passes `wide`.
bool impliedBy(const AnswerTest &wide, const AnswerTest &narrow)
{
    if (sameTest(wide, narrow))
        return true;
    if (wide.operands != narrow.operands)
        return false;
    if (wide.op == Op::Exists)
        return narrow.op != Op::Absent && narrow.op != Op::IsNot;
    const auto isIn = [&wide](
                          const QByteArray &word) { return std::ranges::find(wide.words, word) != wide.words.end(); };
    return wide.op == Op::Is && narrow.op == Op::Is && std::ranges::all_of(narrow.words, isIn);
}

} // namespace

bool StatusSet::covers(const StatusSet &other) const
{
    for (int status = 100; status < 600; ++status) {
        if (other.contains(status) && !contains(status))
            return false;
    }
    return true;
}

std::variant<AnswerRule, QString> AnswerRule::parse(
    const QString &text, const QMap<QString, std::shared_ptr<const Pattern>> &patterns)
{
    AnswerRule rule;
    rule.text = text.simplified();
    const qsizetype at = text.lastIndexOf(arrow);
    if (at < 0)
        return u"a rule is written as [statuses] [test] -> meaning"_s;
    const QStringView word = QStringView(text).sliced(at + arrow.size()).trimmed();
    const auto meaning = meaningFromString(word);
    if (!meaning || *meaning == Meaning::NoAnswer) {
        QStringList names;
        for (int i = int(Meaning::NoAnswer) + 1; i < meaningCount; ++i)
            names << toString(Meaning(i)).toString();
        return u"“%1” is no meaning%2"_s.arg(word, didYouMean(word, names));
    }
    rule.meaning = *meaning;

    QStringView rest = QStringView(text).first(at).trimmed();
    if (!rest.isEmpty() && rest.front().isDigit()) {
        auto statuses = parseStatuses(takeWord(rest));
        if (auto *error = std::get_if<QString>(&statuses))
            return *error;
        rule.statuses = std::get<StatusSet>(std::move(statuses));
    }
    while (!rest.isEmpty()) {
        auto test = takeTest(rest, patterns);
        if (auto *error = std::get_if<QString>(&test))
            return *error;
        rule.tests.push_back(std::get<AnswerTest>(std::move(test)));
        if (rest.isEmpty())
            break;
        if (takeWord(rest) != u"and" || rest.isEmpty())
            return u"tests are joined by “and”"_s;
    }
    return rule;
}

bool AnswerRule::covers(const AnswerRule &other) const
{
    return statuses.covers(other.statuses) && std::ranges::all_of(tests, [&other](const AnswerTest &test) {
        return std::ranges::any_of(other.tests, [&test](const AnswerTest &narrow) { return impliedBy(test, narrow); });
    });
}

} // namespace doorbuster
