// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/k6lineformat.h"

#include "core/profile/thresholdexpression.h"
#include "core/text/jsonappend.h"

#include <QDateTime>

#include <charconv>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Tags = QMap<QString, QString>;

void appendTags(std::string &out, const Tags &tags)
{
    out += '{';
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        if (tag != tags.begin()) {
            out += ',';
        }
        appendJsonString(out, tag.key());
        out += ':';
        appendJsonString(out, tag.value());
    }
    out += '}';
}

QStringView containsText(MetricContains contains)
{
    switch (contains) {
    case MetricContains::Time:
        return u"time";
    case MetricContains::Data:
        return u"data";
    case MetricContains::Default:
        break;
    }
    return u"default";
}

void appendRule(std::string &out, const ThresholdRule &rule)
{
    if (!rule.abortOnFail) {
        appendJsonString(out, rule.expression);
        return;
    }
    out += "{\"threshold\":";
    appendJsonString(out, rule.expression);
    out += ",\"abortOnFail\":true,\"delayAbortEval\":";
    if (rule.delayAbortEval.count() == 0) {
        out += "null";
    } else {
        appendJsonString(out, goDuration(rule.delayAbortEval));
    }
    out += '}';
}

void appendRules(std::string &out, const QString &metric, const QList<MetricThresholds> &thresholds)
{
    out += '[';
    bool first = true;
    for (const MetricThresholds &of : thresholds) {
        if (of.metric.trimmed() != metric) {
            continue;
        }
        for (const ThresholdRule &rule : of.rules) {
            if (!first) {
                out += ',';
            }
            first = false;
            appendRule(out, rule);
        }
    }
    out += ']';
}

/// The selectors of a metric's thresholds, in the profile's order, and the one that k6 always has.
QList<Tags> submetricsOf(const MetricInfo &metric, const QList<MetricThresholds> &thresholds)
{
    QList<Tags> selectors;
    for (const MetricThresholds &of : thresholds) {
        const auto parsed = parseSelector(of.metric);
        const auto *selector = std::get_if<MetricSelector>(&parsed);
        if (selector && selector->metric == metric.name && !selector->tags.isEmpty()
            && !selectors.contains(selector->tags)) {
            selectors.append(selector->tags);
        }
    }
    const Tags expected{{u"expected_response"_s, u"true"_s}};
    if (metric.id == MetricId::HttpReqDuration && !selectors.contains(expected)) {
        selectors.append(expected);
    }
    return selectors;
}

void appendSubmetrics(std::string &out, const QString &metric, const QList<Tags> &selectors)
{
    if (selectors.isEmpty()) {
        out += "null";
        return;
    }
    out += '[';
    for (qsizetype i = 0; i < selectors.size(); ++i) {
        QString suffix;
        for (auto tag = selectors[i].begin(); tag != selectors[i].end(); ++tag) {
            suffix += (suffix.isEmpty() ? u""_s : u","_s) + tag.key() + u':' + tag.value();
        }
        out += i == 0 ? "{\"name\":" : ",{\"name\":";
        appendJsonString(out, QString(metric + u'{' + suffix + u'}'));
        out += ",\"suffix\":";
        appendJsonString(out, suffix);
        out += ",\"tags\":";
        appendTags(out, selectors[i]);
        out += '}';
    }
    out += ']';
}

std::string announcementOf(const MetricInfo &metric, const QList<MetricThresholds> &thresholds)
{
    const QString name = metric.name.toString();
    std::string line = "{\"type\":\"Metric\",\"data\":{\"name\":";
    appendJsonString(line, name);
    line += ",\"type\":";
    appendJsonString(line, metricTypeName(metric.type));
    line += ",\"contains\":";
    appendJsonString(line, containsText(metric.contains));
    line += ",\"thresholds\":";
    appendRules(line, name, thresholds);
    line += ",\"submetrics\":";
    appendSubmetrics(line, name, submetricsOf(metric, thresholds));
    line += "},\"metric\":";
    appendJsonString(line, name);
    line += "}\n";
    return line;
}

} // namespace

K6LineFormatter::K6LineFormatter(const Profile &profile)
    : SampleLineFormat(profile.tags)
{
    for (const MetricInfo &info : allMetrics()) {
        Metric &metric = m_metrics[std::size_t(info.id)];
        metric.announcement = announcementOf(info, profile.thresholds);
        metric.head = "{\"metric\":";
        appendJsonString(metric.head, info.name);
        metric.head += ",\"type\":\"Point\",\"data\":{\"time\":\"";
    }
}

void K6LineFormatter::appendPoint(MetricId id, double value, const std::string &tags, std::string &out)
{
    Metric &metric = m_metrics[std::size_t(id)];
    if (!metric.announcement.empty()) {
        out += metric.announcement;
        metric.announcement.clear();
    }
    out += metric.head;
    out += m_time;
    out += "\",\"value\":";
    appendJsonNumber(out, value);
    out += tags;
}

/// A Point from after its value to its end.
std::string K6LineFormatter::renderTags(const Tags &tags) const
{
    std::string rendered = ",\"tags\":";
    appendTags(rendered, tags);
    return rendered + "}}\n";
}

/// RFC 3339 in UTC with up to nine decimals, trailing zeros cut.
void K6LineFormatter::setTime(qint64 time)
{
    constexpr qint64 second = 1'000'000'000;
    const qint64 fraction = (time % second + second) % second;
    const qint64 whole = (time - fraction) / second;
    if (whole != m_second) {
        m_second = whole;
        m_secondText = QDateTime::fromSecsSinceEpoch(whole).toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s).toStdString();
    }
    m_time = m_secondText;
    if (fraction != 0) {
        char digits[16];
        const char *end = std::to_chars(digits, digits + sizeof digits, fraction + second).ptr; // a 1 before the zeros
        while (end[-1] == '0') {
            --end;
        }
        digits[0] = '.';
        m_time.append(digits, std::size_t(end - digits));
    }
    m_time += 'Z';
}

QString goDuration(std::chrono::milliseconds duration)
{
    const qint64 ms = duration.count();
    if (ms == 0) {
        return u"0s"_s;
    }
    if (ms < 1000) {
        return QString::number(ms) + "ms"_L1;
    }
    QString text;
    if (ms >= 3'600'000) {
        text = QString::number(ms / 3'600'000) + u'h';
    }
    if (ms >= 60'000) {
        text += QString::number(ms / 60'000 % 60) + u'm';
    }
    QString seconds = QString::number(double(ms % 60'000) / 1000, 'f', 3);
    while (seconds.endsWith(u'0')) {
        seconds.chop(1);
    }
    if (seconds.endsWith(u'.')) {
        seconds.chop(1);
    }
    return text + seconds + u's';
}

} // namespace doorbuster
