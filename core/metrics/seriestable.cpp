// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/seriestable.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QString labelOf(MetricId metric, const SeriesTable::Tags &tags)
{
    QString label = metricInfo(metric).name.toString();
    if (tags.isEmpty())
        return label;
    QStringList parts;
    for (auto it = tags.begin(); it != tags.end(); ++it)
        parts.append(it.key() + u':' + it.value());
    return label + u'{' + parts.join(u',') + u'}';
}

/// The metric and tags of a text, if it is a selector of a metric that exists.
std::optional<std::pair<MetricId, SeriesTable::Tags>> readSelector(QStringView text)
{
    const auto parsed = parseSelector(text);
    const auto *selector = std::get_if<MetricSelector>(&parsed);
    if (!selector)
        return std::nullopt;
    const auto metric = metricByName(selector->metric);
    if (!metric)
        return std::nullopt;
    return std::pair(*metric, selector->tags);
}

const QString groupTagName = u"group"_s;
const QString scenarioTagName = u"scenario"_s;

bool matchesGroup(const SeriesTable::Tags &tags, RunGroup group)
{
    const auto wanted = tags.find(groupTagName);
    return wanted == tags.end() ? group == RunGroup::Load : wanted.value() == groupTag(group);
}

/// Setup and teardown belong to no scenario, as in k6.
bool matchesScenario(const QString &wanted, RunGroup group)
{
    return group == RunGroup::Load && wanted == u"default";
}

} // namespace

bool isRequestMetric(MetricId metric)
{
    return metric <= MetricId::HttpReqFailed || metric == MetricId::DataSent || metric == MetricId::DataReceived
        || metric == MetricId::FsFromIntendedStart;
}

SeriesTable::SeriesTable(const Profile &profile)
    : SeriesTable(profile.thresholds, profile.tags)
{
}

SeriesTable::SeriesTable(const QList<MetricThresholds> &thresholds, const Tags &runTags)
    : m_runTags(runTags)
{
    for (const MetricInfo &info : allMetrics())
        add(info.id, {});
    for (std::size_t i = 0; i < requestNameCount; ++i) {
        const Tags tags{{u"name"_s, toString(RequestName(i)).toString()}};
        m_byName[i].requests = add(MetricId::HttpReqs, tags);
        m_byName[i].failed = add(MetricId::HttpReqFailed, tags);
        m_byName[i].duration = add(MetricId::HttpReqDuration, tags);
        m_byName[i].fromIntendedStart = add(MetricId::FsFromIntendedStart, tags);
    }
    add(MetricId::HttpReqDuration, {{u"expected_response"_s, u"true"_s}});
    for (const RunGroup group : besideLoad)
        add(MetricId::HttpReqs, {{groupTagName, groupTag(group).toString()}});
    for (const MetricThresholds &threshold : thresholds) {
        if (const auto selector = readSelector(threshold.metric))
            add(selector->first, selector->second);
    }

    for (std::size_t index = 0; index < m_series.size(); ++index) {
        const Series &series = m_series[index];
        if (isRequestMetric(series.metric))
            continue;
        for (std::size_t group = 0; group < runGroupCount; ++group) {
            if (matchesValue(series, RunGroup(group)))
                m_valueMatches[std::size_t(series.metric)][group].push_back(Index(index));
        }
    }
}

SeriesTable::Index SeriesTable::add(MetricId metric, const Tags &tags)
{
    const auto known = std::ranges::find_if(
        m_series, [&](const Series &series) { return series.metric == metric && series.tags == tags; });
    if (known != m_series.end())
        return Index(known - m_series.begin());
    m_series.push_back({metric, tags, labelOf(metric, tags)});
    return Index(m_series.size() - 1);
}

std::optional<SeriesTable::Index> SeriesTable::find(QStringView text) const
{
    const auto selector = readSelector(text);
    if (!selector)
        return std::nullopt;
    const auto found = std::ranges::find_if(m_series,
        [&](const Series &series) { return series.metric == selector->first && series.tags == selector->second; });
    return found == m_series.end() ? std::nullopt : std::optional(Index(found - m_series.begin()));
}

std::vector<SeriesTable::Index> SeriesTable::matching(const RequestRecord &record) const
{
    std::vector<Index> result;
    for (std::size_t index = 0; index < m_series.size(); ++index) {
        if (isRequestMetric(m_series[index].metric) && matchesRequest(m_series[index], record))
            result.push_back(Index(index));
    }
    return result;
}

quint64 SeriesTable::matchKey(const RequestRecord &record)
{
    return quint64(record.status) | quint64(record.errorCode) << 16 | quint64(record.protocol) << 32
        | quint64(record.name) << 40 | quint64(record.group) << 48 | quint64(record.expected) << 56;
}

std::span<const SeriesTable::Index> SeriesTable::matching(MetricId metric, RunGroup group) const
{
    Q_ASSERT(!isRequestMetric(metric));
    return m_valueMatches[std::size_t(metric)][std::size_t(group)];
}

bool SeriesTable::matchesRequest(const Series &series, const RequestRecord &record) const
{
    if (!matchesGroup(series.tags, record.group))
        return false;
    const auto matches = [&](const QString &tag, const QString &wanted) {
        if (tag == groupTagName)
            return true; // above
        if (tag == scenarioTagName)
            return matchesScenario(wanted, record.group);
        if (tag == u"name" || tag == u"url")
            return wanted == toString(record.name);
        if (tag == u"method")
            return wanted == methodOf(record.name);
        if (tag == u"status")
            return wanted == QString::number(record.status);
        if (tag == u"expected_response")
            return wanted == (record.expected ? u"true" : u"false");
        if (tag == u"error_code")
            return record.errorCode != 0 && wanted == QString::number(record.errorCode);
        if (tag == u"proto")
            return record.hasResponse() && wanted == protocolTag(record.protocol);
        return matchesRunTag(tag, wanted);
    };
    for (auto it = series.tags.begin(); it != series.tags.end(); ++it) {
        if (!matches(it.key(), it.value()))
            return false;
    }
    return true;
}

bool SeriesTable::matchesValue(const Series &series, RunGroup group) const
{
    if (!matchesGroup(series.tags, group))
        return false;
    for (auto it = series.tags.begin(); it != series.tags.end(); ++it) {
        if (it.key() == groupTagName)
            continue;
        const bool matches =
            it.key() == scenarioTagName ? matchesScenario(it.value(), group) : matchesRunTag(it.key(), it.value());
        if (!matches)
            return false;
    }
    return true;
}

bool SeriesTable::matchesRunTag(const QString &tag, const QString &value) const
{
    const auto own = m_runTags.find(tag);
    return own != m_runTags.end() && own.value() == value;
}

} // namespace doorbuster
