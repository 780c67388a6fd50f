// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace doorbuster {

/// Keeps what we were trusted with out of what a shop said: stars in place of every secret, whether its characters are
/// written as they are, as JSON writes them (`\"`, `\/`, `\u002b` for a plus sign), percent-encoded, or as a page
/// writes them (`&quot;`, `&#43;`, `&#x2b;`).
class SecretMask {
public:
    /// What is shorter hides nothing worth hiding, and would leave texts full of stars.
    static constexpr qsizetype shortest = 4;

    SecretMask() = default;
    explicit SecretMask(QStringList secrets);

    /// This and one more.
    SecretMask with(const QString &secret) const;

    bool isEmpty() const { return m_secrets.isEmpty(); }
    QString masked(const QString &text) const;
    /// UTF-8. What is none is only replaced where a secret is found.
    QByteArray masked(const QByteArray &text) const;

private:
    qsizetype secretAt(QStringView text) const;

    QStringList m_secrets; ///< the longest first, as one may be a part of another
};

} // namespace doorbuster
