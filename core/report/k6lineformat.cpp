// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6lineformat.h"

#include "core/profile/thresholdexpression.h"
#include "core/report/jsonappend.h"

#include <QDateTime>

#include <charconv>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Tags = QMap<QString, QString>;

/// Error texts come from the shop and the system and may never repeat: so many stay rendered at a time.
constexpr std::size_t maxErrorTags = 4096;

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

void putGroup(Tags &tags, RunGroup group)
{
    tags[u"group"_s] = groupTag(group).toString();
    if (group == RunGroup::Load) {
        tags[u"scenario"_s] = u"default"_s; // k6 has no scenario outside of the load either
    }
}

double milliseconds(std::chrono::nanoseconds time)
{
    return double(time.count()) / 1e6;
}

} // namespace

K6LineFormatter::K6LineFormatter(const Profile &profile)
    : m_runTags(profile.tags)
{
    for (const MetricInfo &info : allMetrics()) {
        Metric &metric = m_metrics[std::size_t(info.id)];
        metric.announcement = announcementOf(info, profile.thresholds);
        metric.head = "{\"metric\":";
        appendJsonString(metric.head, info.name);
        metric.head += ",\"type\":\"Point\",\"data\":{\"time\":\"";
    }
    for (std::size_t group = 0; group < runGroupCount; ++group) {
        Tags tags;
        putGroup(tags, RunGroup(group));
        m_groupTags[group] = renderTags(tags);
    }
    m_noTags = renderTags({});
}

void K6LineFormatter::append(const Sample &sample, std::string &out)
{
    std::visit([&](const auto &kind) { append(kind, out); }, sample);
}

void K6LineFormatter::append(const ValueSample &sample, std::string &out)
{
    setTime(sample.at);
    const bool ofRun = sample.metric == MetricId::Vus || sample.metric == MetricId::VusMax;
    appendPoint(sample.metric, sample.value, ofRun ? m_noTags : m_groupTags[std::size_t(sample.group)], out);
}

void K6LineFormatter::append(const RequestSample &sample, std::string &out)
{
    const RequestRecord &record = sample.record;
    setTime(record.ended);
    const std::string &tags = tagsOf(sample);
    appendPoint(MetricId::HttpReqs, 1, tags, out);
    if (record.status != 0) {
        const auto part = [&](MetricId metric, std::chrono::nanoseconds time) {
            if (time >= std::chrono::nanoseconds::zero()) { // absent is negative
                appendPoint(metric, milliseconds(time), tags, out);
            }
        };
        part(MetricId::HttpReqDuration, record.duration);
        part(MetricId::HttpReqBlocked, record.blocked);
        part(MetricId::HttpReqConnecting, record.connecting);
        part(MetricId::HttpReqTlsHandshaking, record.tlsHandshaking);
        part(MetricId::HttpReqSending, record.sending);
        part(MetricId::HttpReqWaiting, record.waiting);
        part(MetricId::HttpReqReceiving, record.receiving);
        record.forEachSincePlanned([&](std::chrono::nanoseconds time, quint64 count) {
            for (; count > 0; --count)
                part(MetricId::FsSincePlanned, time);
        });
    }
    if (!record.localFailure && !record.aborted) {
        appendPoint(MetricId::HttpReqFailed, record.expected ? 0 : 1, tags, out);
    }
    const std::string &group = m_groupTags[std::size_t(record.group)];
    if (record.bytesSent > 0) {
        appendPoint(MetricId::DataSent, double(record.bytesSent), group, out);
    }
    if (record.bytesReceived > 0) {
        appendPoint(MetricId::DataReceived, double(record.bytesReceived), group, out);
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

const std::string &K6LineFormatter::tagsOf(const RequestSample &sample)
{
    const RequestRecord &record = sample.record;
    const quint64 key = quint64(record.name) | quint64(record.group) << 8 | quint64(record.expected) << 16
        | quint64(record.status) << 24 | quint64(record.errorCode) << 40 | quint64(record.protocol) << 56;
    if (sample.errorText.isEmpty()) {
        std::string &tags = m_requestTags[key];
        if (tags.empty()) {
            tags = renderRequestTags(sample);
        }
        return tags;
    }
    if (m_errorTags.size() >= maxErrorTags) {
        m_errorTags.clear();
    }
    std::string &tags = m_errorTags[QString::number(key, 36) + u' ' + sample.errorText];
    if (tags.empty()) {
        tags = renderRequestTags(sample);
    }
    return tags;
}

std::string K6LineFormatter::renderRequestTags(const RequestSample &sample) const
{
    const RequestRecord &record = sample.record;
    const QString name = toString(record.name).toString();
    Tags tags{
        {u"name"_s, name},
        {u"url"_s, name},
        {u"method"_s, methodOf(record.name).toString()},
        {u"status"_s, QString::number(record.status)},
        {u"expected_response"_s, record.expected ? u"true"_s : u"false"_s},
    };
    putGroup(tags, record.group);
    if (record.status != 0) {
        tags[u"proto"_s] = protocolTag(record.protocol);
    }
    if (!sample.errorText.isEmpty()) {
        tags[u"error"_s] = sample.errorText;
    }
    if (record.errorCode != 0) {
        tags[u"error_code"_s] = QString::number(record.errorCode);
    }
    return renderTags(tags);
}

/// A Point from after its value to its end.
std::string K6LineFormatter::renderTags(const Tags &system) const
{
    Tags tags = m_runTags;
    for (auto tag = system.begin(); tag != system.end(); ++tag) {
        tags[tag.key()] = tag.value();
    }
    std::string rendered = ",\"tags\":";
    appendTags(rendered, tags);
    return rendered + "}}\n";
}

/// RFC 3339 in UTC with up to nine decimals, trailing zeros cut.
void K6LineFormatter::setTime(std::chrono::nanoseconds at)
{
    constexpr qint64 second = 1'000'000'000;
    const qint64 time = m_start + at.count();
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
