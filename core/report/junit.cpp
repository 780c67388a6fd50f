// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/junit.h"

#include "core/files/filesaver.h"
#include "core/result/resulttext.h"
#include "core/result/verdictsign.h"
#include "core/result/verdictsummary.h"
#include "core/text/format.h"
#include "core/text/xmltext.h"

#include <QXmlStreamWriter>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr std::size_t evidenceRows = 20;
constexpr int longestXmlText = 1000;

/// One test case. Texts may hold anything.
struct Case {
    QString name;
    CheckVerdict verdict = CheckVerdict::NoData;
    QString message; ///< one line
    QStringList lines; ///< further ones
};

struct Suite {
    QString name;
    std::chrono::nanoseconds took{0};
    std::vector<std::pair<QString, QString>> properties;
    std::vector<Case> cases;

    qsizetype count(CheckVerdict verdict) const { return std::ranges::count(cases, verdict, &Case::verdict); }
};

QString seconds(std::chrono::nanoseconds time)
{
    return QString::number(std::chrono::duration<double>(time).count(), 'f', 3);
}

QString cleaned(const QString &text)
{
    return xmlText(text, longestXmlText);
}

/// "expected at most 100 paid, actual 101 paid, difference +1".
QString comparisonText(const CheckRow &check)
{
    QStringList parts;
    if (!check.expected.isEmpty()) {
        parts += u"expected "_s + check.expected;
    }
    if (!check.actual.isEmpty()) {
        parts += u"actual "_s + check.actual;
    }
    if (check.difference) {
        parts += u"difference "_s + formatDifference(check.difference);
    }
    return parts.join(u", "_s);
}

Case caseOf(const CheckRow &check)
{
    Case test{.name = toString(check.id) + u' ' + check.title, .verdict = check.verdict};
    test.lines = {comparisonText(check), check.note, check.meaning};
    test.lines.removeAll(QString());
    test.message = check.note.isEmpty() ? comparisonText(check) : check.note;
    // Nobody is held up by what a check that only warns cannot tell.
    if (check.severity == CheckSeverity::Warn && check.verdict == CheckVerdict::Inconclusive) {
        test.verdict = CheckVerdict::Warn;
        test.message = u"inconclusive: "_s + test.message;
    }
    const std::vector<std::size_t> order = check.evidence.shownOrder();
    const std::size_t shown = std::min(evidenceRows, order.size());
    for (std::size_t i = 0; i < shown; ++i) {
        test.lines += u"- "_s + evidenceText(check.evidence, order[i]);
    }
    if (check.evidence.count > qint64(shown)) {
        test.lines += u"… and %1 more"_s.arg(formatCount(check.evidence.count - qint64(shown)));
    }
    return test;
}

Suite verificationSuite(const RunResult &result)
{
    const VerificationReport &report = result.verification;
    Suite suite{.name = u"verification"_s, .took = report.took};
    const VerdictSummary summary = summarise(result);
    suite.properties = {{u"headline"_s, summary.books.headline}, {u"verdict"_s, summary.line},
        {u"starting"_s, summary.starting}, {u"paid"_s, summary.paid}, {u"remaining"_s, summary.remaining},
        {u"difference"_s, summary.difference}, {u"run"_s, result.runId}, {u"profile"_s, result.profile.name},
        {u"target"_s, displayUrl(result.apiBase)}};
    for (const VerdictRemark &remark : summary.remarks) {
        suite.properties.emplace_back(u"remark"_s, remark.text);
    }
    std::vector<Case> checks;
    for (const CheckRow &check : report.checks) {
        checks.push_back(caseOf(check));
    }
    // A run that came to no verdict never leaves a job green, whatever its rows say.
    const bool isOpen =
        !hasVerdict(result) || checks.empty() || report.timedOut || summary.books.tone == CheckVerdict::Inconclusive;
    const bool isTold = std::ranges::any_of(checks, [](const Case &check) {
        return check.verdict == CheckVerdict::Inconclusive || check.verdict == CheckVerdict::Fail;
    });
    if (!hasVerdict(result) || (isOpen && !isTold)) {
        Case verdict{.name = u"Verdict"_s, .verdict = CheckVerdict::Inconclusive};
        verdict.message = hasVerdict(result) ? u"The verdict is inconclusive."_s : u"There is no verdict."_s;
        for (const VerdictRemark &remark : summary.remarks) {
            verdict.lines += remark.text;
        }
        suite.cases.push_back(verdict);
    }
    for (const Contradiction &contradiction : result.contradictions) {
        suite.cases.push_back({.name = u"Result"_s,
            .verdict = contradiction.verdict,
            .message = u"The result contradicts itself: "_s + contradiction.text,
            .lines = {}});
    }
    std::ranges::move(checks, std::back_inserter(suite.cases));
    return suite;
}

Suite thresholdSuite(const RunResult &result)
{
    Suite suite{.name = u"thresholds"_s, .took = result.loadTime()};
    suite.properties = {{u"headline"_s, summarise(result).thresholds.headline}};
    for (const ThresholdResult &threshold : result.thresholds) {
        suite.cases.push_back({.name = threshold.metric + u": "_s + threshold.expression,
            .verdict = verdictOf(threshold.state),
            .message = thresholdActualText(threshold),
            .lines = {}});
    }
    return suite;
}

void writeOutcome(QXmlStreamWriter &xml, const Case &test)
{
    QString text;
    for (const QString &line : test.lines) {
        text += cleaned(line) + u'\n';
    }
    const auto write = [&](const QString &element) {
        xml.writeStartElement(element);
        xml.writeAttribute(u"message"_s, cleaned(test.message));
        xml.writeAttribute(u"type"_s, toString(test.verdict).toString());
        xml.writeCharacters(text);
        xml.writeEndElement();
    };
    switch (test.verdict) {
    case CheckVerdict::Fail:
        return write(u"failure"_s);
    case CheckVerdict::Inconclusive:
        return write(u"error"_s);
    case CheckVerdict::Off:
    case CheckVerdict::NoData:
        xml.writeEmptyElement(u"skipped"_s);
        return xml.writeAttribute(u"message"_s, cleaned(test.message));
    case CheckVerdict::Warn:
        return xml.writeTextElement(u"system-out"_s, u"warning: "_s + cleaned(test.message) + u'\n' + text);
    case CheckVerdict::Pass:
        break;
    }
}

void writeCounts(QXmlStreamWriter &xml, std::span<const Suite> suites)
{
    const auto sum = [&](auto of) {
        qsizetype count = 0;
        for (const Suite &suite : suites) {
            count += of(suite);
        }
        return QString::number(count);
    };
    const auto with = [&](auto... verdicts) {
        return sum([=](const Suite &suite) { return (suite.count(verdicts) + ...); });
    };
    xml.writeAttribute(u"tests"_s, sum([](const Suite &suite) { return qsizetype(suite.cases.size()); }));
    xml.writeAttribute(u"failures"_s, with(CheckVerdict::Fail));
    xml.writeAttribute(u"errors"_s, with(CheckVerdict::Inconclusive));
    xml.writeAttribute(u"skipped"_s, with(CheckVerdict::NoData, CheckVerdict::Off));
}

void writeSuite(QXmlStreamWriter &xml, const Suite &suite, const RunResult &result)
{
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, suite.name);
    writeCounts(xml, std::span(&suite, 1));
    xml.writeAttribute(u"time"_s, seconds(suite.took));
    if (result.startedAt.isValid()) {
        xml.writeAttribute(u"timestamp"_s, result.startedAt.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s));
    }
    if (!suite.properties.empty()) {
        xml.writeStartElement(u"properties"_s);
        for (const auto &[name, value] : suite.properties) {
            xml.writeEmptyElement(u"property"_s);
            xml.writeAttribute(u"name"_s, name);
            xml.writeAttribute(u"value"_s, cleaned(value));
        }
        xml.writeEndElement();
    }
    for (const Case &test : suite.cases) {
        xml.writeStartElement(u"testcase"_s);
        xml.writeAttribute(u"classname"_s, u"doorbuster."_s + suite.name);
        xml.writeAttribute(u"name"_s, cleaned(test.name));
        xml.writeAttribute(u"time"_s, u"0"_s); // rows are judged together; the suite has the time
        writeOutcome(xml, test);
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

} // namespace

QByteArray junitXml(const RunResult &result)
{
    const std::array suites{verificationSuite(result), thresholdSuite(result)};
    QByteArray content;
    QXmlStreamWriter xml(&content);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    xml.writeAttribute(u"name"_s, u"doorbuster"_s);
    writeCounts(xml, suites);
    xml.writeAttribute(u"time"_s, seconds(result.wholeTime()));
    for (const Suite &suite : suites) {
        writeSuite(xml, suite, result);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return content;
}

SaveStatus writeJunit(const RunResult &result, const QString &file)
{
    const QByteArray content = junitXml(result);
    return saveFile(file, std::string_view(content.constData(), std::size_t(content.size())));
}

} // namespace doorbuster
