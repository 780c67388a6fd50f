// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <limits>
#include <memory>

namespace doorbuster {

/// Finds secrets in text and puts stars in their place, in whatever way they are written:
///
/// - character by character: as they are, in upper or lower case, as JSON writes them (`\"`, `\u002b`),
/// percent-encoded,
///   as a page writes them (`&quot;`, `&#x2b;`), any mixture of these, and one of them inside another (`%2570`);
/// - with blanks, line breaks or invisible characters between the characters, and backwards;
/// - in base64 or base64url, also as a part of what was encoded ("user:password"), and in hexadecimal digits.
///
/// A value whose copies share their data; reading one from several threads is safe.
class SecretMask {
public:
    /// In bytes. What is shorter hides nothing worth hiding, and would leave texts full of stars.
    static constexpr qsizetype shortest = 4;
    /// What must follow the end of a part that is looked through alone, for a secret across that end to be found.
    static constexpr qsizetype reach = 256;

    enum class Style : quint8 {
        Stars, ///< "***", for people
        Numbered, ///< "***2b", "***2a-3f01": tells secrets and the ways to write them apart, for ids
    };

    SecretMask() = default;
    explicit SecretMask(const QStringList &secrets);

    /// This and one more; itself where it is known or too short.
    SecretMask with(const QString &secret) const;

    bool isEmpty() const { return !m_data; }
    /// The first `shown` bytes of the UTF-8 text; the others only serve to recognise what begins before them. A secret
    /// that the text's end cuts off there is masked as well. Time: that of a look at each byte, where there is none.
    QByteArray masked(
        QByteArrayView text, qsizetype shown = std::numeric_limits<qsizetype>::max(), Style style = Style::Stars) const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data; ///< null: nothing to hide
};

} // namespace doorbuster
