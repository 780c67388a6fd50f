// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <variant>
#include <vector>

namespace doorbuster {

/// Text with `{name}` where a value goes; `{{` is a brace. In a text that has braces of its own (GraphQL, JSON), a
/// brace that is followed by no name and `}` stands for itself.
class TextTemplate {
public:
    struct Piece {
        QString text; ///< literal, or the name of a value
        bool isValue = false;
    };

    static std::variant<TextTemplate, QString> parse(QStringView text);

    const std::vector<Piece> &pieces() const { return m_pieces; }
    const QString &text() const { return m_text; } ///< as written
    /// It is one placeholder and nothing else.
    bool isOneValue() const { return m_pieces.size() == 1 && m_pieces.front().isValue; }
    bool isEmpty() const { return m_pieces.empty(); }

private:
    QString m_text;
    std::vector<Piece> m_pieces;
};

/// Whether the text can name a value: a letter, then letters, digits, `_`, `-` and `.`.
bool isValueName(QStringView text);

} // namespace doorbuster
