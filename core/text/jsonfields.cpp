// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/jsonfields.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr qsizetype maxErrors = 20;

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

void ReadLog::add(const QString &path, const QString &what)
{
    if (m_errors.size() < maxErrors) {
        m_errors.append(path + u' ' + what);
    }
}

bool readJson(simdjson::dom::element json, bool &into)
{
    return json.get(into) == simdjson::SUCCESS;
}

bool readJson(simdjson::dom::element json, double &into)
{
    if (json.is_null()) {
        into = std::numeric_limits<double>::quiet_NaN();
        return true;
    }
    return json.get(into) == simdjson::SUCCESS;
}

bool readJson(simdjson::dom::element json, float &into)
{
    double number = 0;
    const bool ok = readJson(json, number);
    into = float(number);
    return ok;
}

bool readJson(simdjson::dom::element json, QString &into)
{
    std::string_view text;
    if (json.get(text) != simdjson::SUCCESS) {
        return false;
    }
    into = toText(text);
    return true;
}

bool readJson(simdjson::dom::element json, QByteArray &into)
{
    std::string_view text;
    if (json.get(text) != simdjson::SUCCESS) {
        return false;
    }
    into = QByteArray(text.data(), qsizetype(text.size()));
    return true;
}

JsonFields::JsonFields(simdjson::dom::element json, QString path, ReadLog &log)
    : m_path(std::move(path))
    , m_log(log)
    , m_valid(json.get(m_object) == simdjson::SUCCESS)
{
    if (!m_valid) {
        m_log.add(m_path, u"is not an object"_s);
    }
}

JsonFields::JsonFields(QString path, ReadLog &log)
    : m_path(std::move(path))
    , m_log(log)
{
}

QString JsonFields::pathOf(std::string_view name) const
{
    return m_path.isEmpty() ? toText(name) : QString(m_path + u'.' + toText(name));
}

std::optional<simdjson::dom::element> JsonFields::take(std::string_view name)
{
    if (!m_valid) {
        return std::nullopt; // said once, for the object itself
    }
    m_taken.push_back(name);
    simdjson::dom::element json;
    if (m_object.at_key(name).get(json) != simdjson::SUCCESS) {
        m_log.add(pathOf(name), u"is missing"_s);
        return std::nullopt;
    }
    return json;
}

JsonFields JsonFields::object(std::string_view name)
{
    const auto json = take(name);
    return json ? JsonFields(*json, pathOf(name), m_log) : JsonFields(pathOf(name), m_log);
}

bool JsonFields::takeArray(std::string_view name, simdjson::dom::array &array)
{
    const auto json = take(name);
    if (!json) {
        return false;
    }
    if (json->get(array) != simdjson::SUCCESS) {
        m_log.add(pathOf(name), u"is not an array"_s);
        return false;
    }
    return true;
}

void JsonFields::checkUnknown()
{
    if (!m_valid) {
        return;
    }
    for (const auto field : m_object) {
        if (std::ranges::find(m_taken, field.key) == m_taken.end()) {
            m_log.add(pathOf(field.key), u"is not a field of a result"_s);
        }
    }
}

} // namespace doorbuster
