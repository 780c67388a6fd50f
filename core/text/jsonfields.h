// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <simdjson.h>

#include <chrono>
#include <concepts>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace doorbuster {

/// What is wrong in a document, by place. Keeps the first few: a file that is wrong throughout says so soon enough.
class ReadLog {
public:
    void add(const QString &path, const QString &what);
    bool isEmpty() const { return m_errors.isEmpty(); }
    QStringList errors() const { return m_errors; }

private:
    QStringList m_errors;
};

// One JSON value as a value of ours; false where it is of another kind or out of range. null is NaN where a number may
// be missing.
bool readJson(simdjson::dom::element json, bool &into);
bool readJson(simdjson::dom::element json, double &into);
bool readJson(simdjson::dom::element json, float &into);
bool readJson(simdjson::dom::element json, QString &into);
bool readJson(simdjson::dom::element json, QByteArray &into);

template <std::integral T>
requires(!std::same_as<T, bool>) bool readJson(simdjson::dom::element json, T &into)
{
    std::conditional_t<std::signed_integral<T>, int64_t, uint64_t> number = 0;
    if (json.get(number) != simdjson::SUCCESS || !std::in_range<T>(number)) {
        return false;
    }
    into = T(number);
    return true;
}

template <class Rep, class Period>
bool readJson(simdjson::dom::element json, std::chrono::duration<Rep, Period> &into)
{
    qint64 count = 0;
    const bool ok = readJson(json, count);
    into = std::chrono::duration<Rep, Period>(count);
    return ok;
}

template <class T>
bool readJson(simdjson::dom::element json, std::optional<T> &into)
{
    if (json.is_null()) {
        into.reset();
        return true;
    }
    T value{};
    const bool ok = readJson(json, value);
    into = value;
    return ok;
}

/// Reads the fields of one JSON object by name. Everything that does not fit is logged with its path: a field that is
/// missing, of another kind, or, in checkUnknown(), that nobody asked for.
class JsonFields {
public:
    JsonFields(simdjson::dom::element json, QString path, ReadLog &log);

    template <class T>
    void read(std::string_view name, T &into)
    {
        if (const auto json = take(name); json && !readJson(*json, into)) {
            m_log.add(pathOf(name), QStringLiteral("is not a value of the right kind"));
        }
    }
    /// A text that `fromText` makes an optional value of.
    template <class T, class FromText>
    void readName(std::string_view name, T &into, FromText fromText)
    {
        QString text;
        if (const auto json = take(name); json && readJson(*json, text)) {
            if (const auto value = fromText(text)) {
                into = *value;
                return;
            }
        } else if (!json) {
            return;
        }
        m_log.add(pathOf(name), QStringLiteral("is not a name that is known there"));
    }
    /// Absent, and logged, where there is no such field.
    std::optional<simdjson::dom::element> take(std::string_view name);
    JsonFields object(std::string_view name);
    /// Calls fn(element, path) for each of the array.
    template <class Function>
    void forEach(std::string_view name, Function fn)
    {
        simdjson::dom::array array;
        if (!takeArray(name, array)) {
            return;
        }
        qsizetype index = 0;
        for (const simdjson::dom::element json : array) {
            fn(json, QString(pathOf(name) + QLatin1Char('[') + QString::number(index++) + QLatin1Char(']')));
        }
    }
    /// The array, without a path for each element: for long ones.
    bool takeArray(std::string_view name, simdjson::dom::array &array);
    /// Calls fn(name, element, path) for each field, and counts it as asked for.
    template <class Function>
    void forEachField(Function fn)
    {
        if (!m_valid) {
            return;
        }
        for (const auto field : m_object) {
            m_taken.push_back(field.key);
            fn(field.key, field.value, pathOf(field.key));
        }
    }
    void checkUnknown();

    QString pathOf(std::string_view name) const;
    QString path() const { return m_path; }
    ReadLog &log() { return m_log; }

private:
    JsonFields(QString path, ReadLog &log);

    simdjson::dom::object m_object;
    QString m_path;
    ReadLog &m_log;
    std::vector<std::string_view> m_taken;
    bool m_valid = false;
};

} // namespace doorbuster
