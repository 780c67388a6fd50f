// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/samplelineformat.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Tags = QMap<QString, QString>;

/// Error texts come from the shop and the system and may never repeat: so many stay rendered at a time.
constexpr std::size_t maxErrorTags = 4096;

void putGroup(Tags &tags, RunGroup group)
{
    tags[u"group"_s] = groupTag(group).toString();
    if (group == RunGroup::Load) {
        tags[u"scenario"_s] = u"default"_s; // k6 has no scenario outside of the load either
    }
}

Tags systemTagsOf(const RequestSample &sample)
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
    return tags;
}

double milliseconds(std::chrono::nanoseconds time)
{
    return double(time.count()) / 1e6;
}

} // namespace

void SampleLineFormat::append(const Sample &sample, std::string &out)
{
    std::visit([&](const auto &kind) { append(kind, out); }, sample);
}

void SampleLineFormat::append(const ValueSample &sample, std::string &out)
{
    setTime(m_start + sample.at.count());
    const bool ofRun = sample.metric == MetricId::Vus || sample.metric == MetricId::VusMax;
    if (ofRun && m_noTags.empty()) {
        m_noTags = render({});
    }
    appendPoint(sample.metric, sample.value, ofRun ? m_noTags : tagsOf(sample.group), out);
}

void SampleLineFormat::append(const RequestSample &sample, std::string &out)
{
    const RequestRecord &record = sample.record;
    setTime(m_start + record.ended.count());
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
        // A line for each step, however many requests it stands for: a minute's stall of a buyer that never pauses
        // would be tens of thousands of lines, and other samples would be lost for them.
        record.forEachFromIntendedStart(
            [&](std::chrono::nanoseconds time, quint64) { part(MetricId::FsFromIntendedStart, time); });
    }
    if (!record.localFailure && !record.aborted) {
        appendPoint(MetricId::HttpReqFailed, record.expected ? 0 : 1, tags, out);
    }
    const std::string &group = tagsOf(record.group);
    if (record.bytesSent > 0) {
        appendPoint(MetricId::DataSent, double(record.bytesSent), group, out);
    }
    if (record.bytesReceived > 0) {
        appendPoint(MetricId::DataReceived, double(record.bytesReceived), group, out);
    }
}

const std::string &SampleLineFormat::tagsOf(RunGroup group)
{
    std::string &tags = m_groupTags[std::size_t(group)];
    if (tags.empty()) {
        Tags system;
        putGroup(system, group);
        tags = render(system);
    }
    return tags;
}

const std::string &SampleLineFormat::tagsOf(const RequestSample &sample)
{
    const RequestRecord &record = sample.record;
    const quint64 key = quint64(record.name) | quint64(record.group) << 8 | quint64(record.expected) << 16
        | quint64(record.status) << 24 | quint64(record.errorCode) << 40 | quint64(record.protocol) << 56;
    if (sample.errorText.isEmpty()) {
        std::string &tags = m_requestTags[key];
        if (tags.empty()) {
            tags = render(systemTagsOf(sample));
        }
        return tags;
    }
    if (m_errorTags.size() >= maxErrorTags) {
        m_errorTags.clear();
    }
    std::string &tags = m_errorTags[QString::number(key, 36) + u' ' + sample.errorText];
    if (tags.empty()) {
        tags = render(systemTagsOf(sample));
    }
    return tags;
}

std::string SampleLineFormat::render(const Tags &system) const
{
    Tags tags = m_runTags;
    for (auto tag = system.begin(); tag != system.end(); ++tag) {
        tags[tag.key()] = tag.value();
    }
    return renderTags(tags);
}

} // namespace doorbuster
