// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <utility>
#include <vector>

namespace doorbuster {

/// A JSON value that, unlike QJsonValue, keeps the order of an object's members and knows its line in the file: so that
/// profiles are written in an order that reads well, and every error can point at its place.
struct JsonNode {
    enum class Type { Null, Boolean, Number, String, Array, Object };

    Type type = Type::Null;
    int line = 0; ///< from 1; 0 for a value that was not read from a text
    int column = 0; ///< from 1, in characters; as line
    bool boolean = false;
    double number = 0;
    QString string;
    std::vector<JsonNode> items; ///< of an array
    std::vector<std::pair<QString, JsonNode>> members; ///< of an object, in order, each name once

    // Out of line, as `members` holds pairs of this very type, which clang wants whole where these are made.
    JsonNode();
    ~JsonNode();
    JsonNode(const JsonNode &);
    JsonNode(JsonNode &&) noexcept;
    JsonNode &operator=(const JsonNode &);
    JsonNode &operator=(JsonNode &&) noexcept;

    static JsonNode of(bool value);
    static JsonNode of(double value);
    static JsonNode of(const QString &value);
    static JsonNode array();
    static JsonNode object();

    /// The member of that name, or null.
    const JsonNode *member(QStringView name) const;
    /// The object at `path`, dots between its steps, made where it is missing. Only for objects.
    JsonNode &objectAt(QStringView path);
    void add(const QString &name, JsonNode value);

    /// `a number`, `an object`, … for error sentences.
    QString typeText() const;
    QJsonValue toQtJson() const;
};

/// Indented text with a final newline; arrays of plain values and objects inside arrays stay on one line.
QByteArray writeJsonText(const JsonNode &node);

} // namespace doorbuster
