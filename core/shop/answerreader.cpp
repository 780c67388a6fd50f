// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerreader.h"

#include "core/shop/answerfields.h"

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;
using simdjson::dom::element;

namespace {

/// A refusal's JSON has a few hundred bytes. A worker must not spend its time on megabytes of one.
constexpr qsizetype longestRefusal = 64 * 1024;

bool isYesStatus(int status)
{
    return status >= 200 && status < 300;
}

/// Whether a value of this kind can be read off the field.
bool isOf(ValueKind kind, const element &field)
{
    switch (kind) {
    case ValueKind::Any:
        return true;
    case ValueKind::Text:
        return field.is_string();
    case ValueKind::Id:
        return answerfields::rawIdentifier(field).has_value();
    case ValueKind::Time:
        return answerfields::time(field).has_value();
    case ValueKind::Whole:
        return answerfields::integer(field).has_value();
    case ValueKind::Number:
        return answerfields::number(field).has_value();
    case ValueKind::Flag:
        return field.is_bool();
    }
    Q_UNREACHABLE();
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

bool isWord(const element &field, const QByteArray &word, const std::optional<double> &number)
{
    std::string_view text;
    if (field.get(text) == simdjson::SUCCESS)
        return text == viewOf(word);
    bool flag = false;
    if (field.get(flag) == simdjson::SUCCESS)
        return word == (flag ? "true" : "false");
    double found = 0;
    return number && field.get(found) == simdjson::SUCCESS && found == *number;
}

} // namespace

AnswerReader::AnswerReader(TextSanitizer sanitizer, std::shared_ptr<const CompiledShop> shop)
    : m_shop(std::move(shop))
    , m_sanitizer(std::move(sanitizer))
{
}

AnswerReader::Found AnswerReader::find(const CompiledValue &value) const
{
    Found found;
    for (const CompiledValue::Place &place : value.at) {
        if (!place.header.isEmpty()) {
            found.header = m_heard->header ? m_heard->header(place.header) : QByteArray();
            if (!found.header.isEmpty())
                return found;
            continue;
        }
        const auto field = m_found.at(place.node);
        // A strict value that is there has to be what it should be; of the others, the first that is counts.
        if (field && (isStrict(value.kind) || isOf(value.kind, *field))) {
            found.field = field;
            found.node = place.node;
            return found;
        }
    }
    return found;
}

std::optional<double> AnswerReader::number(const CompiledValue &value) const
{
    const auto numberOf = [](const Found &found) {
        if (found.field)
            return answerfields::number(found.field);
        bool ok = false;
        const double number = found.header.toDouble(&ok);
        return ok ? std::optional(number) : std::nullopt;
    };
    const auto minuend = numberOf(find(value));
    if (!minuend || value.minus.empty())
        return minuend;
    const auto subtrahend = numberOf(find({value.minus, {}, value.kind}));
    return subtrahend ? std::optional(*minuend - *subtrahend) : std::nullopt;
}

bool AnswerReader::passesWith(const CompiledTest &test, const CompiledValue &value) const
{
    using Op = AnswerTest::Op;
    if (test.op == Op::Less || test.op == Op::Greater) {
        const auto found = number(value);
        return found && (test.op == Op::Less ? *found < test.bound : *found > test.bound);
    }
    const Found found = find(value);
    switch (test.op) {
    case Op::Exists:
        return found.isThere();
    case Op::Absent:
        return !found.isThere();
    case Op::Is:
    case Op::IsNot: {
        bool is = false;
        for (std::size_t i = 0; i < test.words.size() && !is; ++i)
            is = found.field ? isWord(*found.field, test.words[i], test.numbers[i])
                             : !found.header.isEmpty() && found.header == test.words[i];
        return is == (test.op == Op::Is);
    }
    case Op::Matches: {
        std::string_view text = viewOf(found.header);
        if (found.field && found.field->get(text) != simdjson::SUCCESS)
            return false;
        return found.isThere()
            && std::ranges::any_of(test.patterns, [text](const auto &pattern) { return pattern->occursIn(text); });
    }
    default:
        return false;
    }
}

bool AnswerReader::passes(const CompiledTest &test) const
{
    const auto fits = [&](std::size_t value) { return passesWith(test, m_answer->values[value]); };
    const bool eachMust = test.op == AnswerTest::Op::IsNot || test.op == AnswerTest::Op::Absent;
    return eachMust ? std::ranges::all_of(test.values, fits) : std::ranges::any_of(test.values, fits);
}

/// The number of the first test that does not pass.
std::optional<std::size_t> AnswerReader::firstFailing(const CompiledRule &rule) const
{
    for (std::size_t i = 0; i < rule.tests.size(); ++i) {
        if (!passes(rule.tests[i]))
            return i;
    }
    return std::nullopt;
}

JudgedAnswer AnswerReader::judge(const CompiledCall &call, const HeardAnswer &heard)
{
    thread_local ShopValues none;
    none.resize(m_shop->valueCount());
    m_answer = &call.answer;
    m_heard = &heard;
    m_root.reset();
    std::optional<ReadError> unparsed;
    if (heard.status < 400 || heard.body.size() <= longestRefusal) {
        auto parsed = m_body.parse(heard.body);
        if (const auto *root = std::get_if<element>(&parsed))
            m_root = *root;
        else
            unparsed = std::get<ReadError>(std::move(parsed));
    }
    if (m_root)
        m_found.find(m_answer->tree, *m_root, heard.values ? *heard.values : none);
    else
        m_found.findNothing(m_answer->tree);

    JudgedAnswer judged;
    for (const CompiledRule &rule : m_answer->rules) {
        const bool isForStatus = rule.statuses.contains(heard.status);
        judged.isDocumented = judged.isDocumented || (isForStatus && rule.isOwn);
        if (isForStatus && !judged.rule && !firstFailing(rule)) {
            judged.rule = &rule;
            judged.meaning = rule.meaning;
        }
    }
    const bool saysYes = isYesStatus(heard.status);
    judged.isDocumented = judged.isDocumented || saysYes || heard.status >= 500 || heard.status == 429;

    if (saysYes) {
        // An empty body says what its status says, where a rule names that status and nothing else.
        const StatusSet::Range itself{heard.status, heard.status};
        const bool statusSays = judged.rule && judged.rule->tests.empty()
            && std::ranges::find(judged.rule->statuses.ranges, itself) != judged.rule->statuses.ranges.end()
            && std::ranges::all_of(heard.body, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
        if (unparsed && !statusSays)
            judged.error = std::move(unparsed);
        else if (m_root && m_answer->needsObject && !m_root->is_object())
            judged.error = ReadError{{}, u"the body is JSON, but not an object"_s};
        else if (const auto node = m_found.ambiguous())
            judged.error = ReadError{m_answer->tree.dotted(*node),
                u"the field \"%1\" is there twice, with different values"_s.arg(m_answer->tree.dotted(*node))};
        else if (!judged.rule)
            judged.error = explain();
        else if (judged.meaning == Meaning::Unreadable)
            judged.error = explainRule(*judged.rule);
        for (std::size_t i = 0; i < m_answer->values.size() && !judged.error; ++i)
            judged.error = kindError(m_answer->values[i]);
        if (judged.error)
            judged.meaning = Meaning::Unreadable;
    } else if (!judged.rule && heard.status >= 500 && call.which == ShopCall::Confirm && !call.isBefore) {
        judged.meaning = Meaning::Unsure; // it may be booked
    }
    judged.isYes = call.isBefore ? judged.meaning == Meaning::Done : isYes(call.which, judged.meaning);
    // Of an error status, that it may be booked is no answer to a confirm.
    if (judged.meaning == Meaning::Unsure && !saysYes)
        judged.isYes = false;
    if (!judged.isYes && !judged.error) {
        if (const CompiledValue *words = known(KnownValue::Message))
            judged.message = wordsOf(find(*words));
        if (const CompiledValue *words = known(KnownValue::Code))
            judged.code = wordsOf(find(*words)).left(60);
    }
    return judged;
}

QString AnswerReader::wordsOf(const Found &found) const
{
    if (found.field) {
        const auto words = answerfields::text(found.field);
        return words ? m_sanitizer.line(*words) : QString();
    }
    return m_sanitizer.line(UntrustedText(QByteArrayView(found.header)));
}

QString AnswerReader::pathOf(const CompiledValue &value) const
{
    if (value.at.empty())
        return {};
    // Where it is, else where it would be: beside what is there.
    for (const bool itself : {true, false}) {
        for (const CompiledValue::Place &place : value.at) {
            if (!place.header.isEmpty())
                continue;
            const std::size_t node = itself ? place.node : m_answer->tree.parent(place.node);
            if ((!itself && node == ValueTree::root) || m_found.at(node))
                return m_answer->tree.dotted(place.node);
        }
    }
    const CompiledValue::Place &first = value.at.front();
    return first.header.isEmpty() ? m_answer->tree.dotted(first.node)
                                  : u"header:"_s + QString::fromLatin1(first.header);
}

bool AnswerReader::isStock(const CompiledValue &value) const
{
    return known(KnownValue::Remaining) == &value;
}

/// Of a strict value that is there, but is none.
std::optional<ReadError> AnswerReader::kindError(const CompiledValue &value) const
{
    if (!isStrict(value.kind))
        return std::nullopt;
    const Found found = find(value);
    if (!found.field || isOf(value.kind, *found.field))
        return std::nullopt;
    ReadError error = answerfields::missing(m_answer->tree.dotted(found.node), nameOf(value.kind));
    error.isStock = isStock(value);
    return error;
}

/// Why no rule fits: by the rules that came nearest to it.
ReadError AnswerReader::explain() const
{
    std::size_t furthest = 0;
    struct Missed {
        const CompiledValue *value;
        QStringList words; ///< that would have fitted
    };
    std::vector<Missed> missed;
    for (const CompiledRule &rule : m_answer->rules) {
        if (!rule.statuses.contains(m_heard->status))
            continue;
        const std::size_t at = firstFailing(rule).value_or(0);
        if (at < furthest)
            continue;
        if (at > furthest) {
            furthest = at;
            missed.clear();
        }
        const CompiledTest &test = rule.tests[at];
        for (const std::size_t index : test.values) {
            const CompiledValue *value = &m_answer->values[index];
            if (auto error = kindError(*value))
                return std::move(*error);
            auto known = std::ranges::find(missed, value, &Missed::value);
            if (known == missed.end())
                known = missed.insert(missed.end(), {value, {}});
            for (const QByteArray &word : test.words) {
                if (const QString text = QString::fromUtf8(word); !known->words.contains(text))
                    known->words << text;
            }
        }
    }
    if (missed.empty())
        return {{}, u"the shop's description does not tell what the status %1 means here"_s.arg(m_heard->status)};
    // The only one that is there is the one that says something else than expected.
    const auto isThere = [this](const Missed &one) { return find(*one.value).isThere(); };
    const bool onlyOneIsThere = std::ranges::count_if(missed, isThere) == 1;
    const Missed &shown = onlyOneIsThere ? *std::ranges::find_if(missed, isThere) : missed.front();
    const QString path = pathOf(*shown.value);
    if (missed.size() > 1 && !onlyOneIsThere) {
        QStringList paths;
        for (const Missed &one : missed)
            paths << u'"' + pathOf(*one.value) + u'"';
        const QString last = paths.takeLast();
        return {path, u"none of the fields %1 and %2 says what the call came to"_s.arg(paths.join(u", "_s), last)};
    }
    const Found found = find(*shown.value);
    if (!found.isThere())
        return answerfields::missing(path, nameOf(shown.value->kind));
    const QString said = found.field && found.field->is_string()
        ? m_sanitizer.line(*answerfields::text(found.field), 40)
        : m_sanitizer.line(UntrustedText(std::string_view(
                               found.field ? simdjson::to_string(*found.field) : found.header.toStdString())),
            40);
    return {path,
        shown.words.isEmpty()
            ? u"the field \"%1\" is \"%2\", which no rule of the description knows"_s.arg(path, said)
            : u"the field \"%1\" is \"%2\", not one of %3"_s.arg(path, said, shown.words.join(u", "_s))};
}

/// Of a rule that says that an answer is of no use.
ReadError AnswerReader::explainRule(const CompiledRule &rule) const
{
    for (const CompiledTest &test : rule.tests) {
        for (const std::size_t index : test.values) {
            const CompiledValue &value = m_answer->values[index];
            if (const Found found = find(value); found.field && !test.words.empty()) {
                const QString path = pathOf(value);
                return {path,
                    u"the field \"%1\" is %2 although the status is %3"_s
                        .arg(path, QString::fromUtf8(test.words.front()))
                        .arg(m_heard->status)};
            }
        }
    }
    return {{}, u"the shop's description takes it for unusable: %1"_s.arg(rule.text)};
}

} // namespace doorbuster
