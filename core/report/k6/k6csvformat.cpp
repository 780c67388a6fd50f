// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/k6csvformat.h"

#include "core/text/csvtext.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// k6's own tags in its order; what we have no use for stays empty.
constexpr std::array<QStringView, 14> columns{u"check", u"error", u"error_code", u"expected_response", u"group",
    u"method", u"name", u"proto", u"scenario", u"service", u"status", u"subproto", u"tls_version", u"url"};

/// In quotes where Go's writer puts them, and k6 with it.
void appendCell(std::string &out, const QString &text)
{
    const std::string cell = guardedCell(text).toStdString();
    if (cell != "\\." && !cell.starts_with(' ') && cell.find_first_of(",\"\r\n") == std::string::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char byte : cell) {
        out += byte == '"' ? std::string("\"\"") : std::string(1, byte);
    }
    out += '"';
}

} // namespace

K6CsvFormat::K6CsvFormat(const Profile &profile)
    : SampleLineFormat(profile.tags)
{
    for (const MetricInfo &info : allMetrics()) {
        m_names[std::size_t(info.id)] = info.name.toString().toStdString() + ',';
    }
}

std::string K6CsvFormat::header() const
{
    std::string line = "metric_name,timestamp,metric_value,";
    for (const QStringView column : columns) {
        line += column.toString().toStdString() + ',';
    }
    return line + "extra_tags,metadata\n";
}

void K6CsvFormat::appendPoint(MetricId metric, double value, const std::string &tags, std::string &out)
{
    out += m_names[std::size_t(metric)];
    out += m_time;
    std::array<char, 400> digits; // the longest double has 309 places before its point
    const double shown = std::isfinite(value) ? value : 0;
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), shown, std::chars_format::fixed, 6).ptr;
    out.append(digits.data(), std::size_t(end - digits.data()));
    out += tags;
}

/// A line from after its value to its end. k6's metadata (the number of a trace) we have none of.
std::string K6CsvFormat::renderTags(const Tags &tags) const
{
    std::string rendered;
    for (const QStringView column : columns) {
        rendered += ',';
        appendCell(rendered, tags.value(column.toString()));
    }
    QStringList extra;
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        if (std::ranges::find(columns, tag.key()) == columns.end()) {
            extra.append(tag.key() + u'=' + tag.value());
        }
    }
    rendered += ',';
    appendCell(rendered, extra.join(u'&'));
    return rendered + ",\n";
}

void K6CsvFormat::setTime(qint64 time)
{
    constexpr qint64 second = 1'000'000'000;
    const qint64 whole = (time - (time % second + second) % second) / second;
    if (whole != m_second || m_time.empty()) {
        m_second = whole;
        m_time = std::to_string(whole) + ',';
    }
}

} // namespace doorbuster
