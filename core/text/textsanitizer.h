// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/text/secretmask.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <functional>
#include <string_view>

namespace doorbuster {

/// Text of a shop as it came: to be compared, and to be read as a number or a time. To keep or to show it, make
/// something of it with a TextSanitizer. Only a view.
class UntrustedText {
public:
    UntrustedText() = default;
    explicit UntrustedText(QByteArrayView utf8)
        : m_utf8(utf8)
    {
    }
    explicit UntrustedText(std::string_view utf8)
        : m_utf8(utf8.data(), qsizetype(utf8.size()))
    {
    }

    bool isEmpty() const { return m_utf8.isEmpty(); }
    /// For what parses it, and for what only ever goes back to the shop. Never to be kept or shown.
    std::string_view raw() const { return {m_utf8.data(), std::size_t(m_utf8.size())}; }

    friend bool operator==(UntrustedText text, std::string_view word) { return text.raw() == word; }

private:
    QByteArrayView m_utf8;
};

/// Through here goes every text that came from the shop (or from the network on the way to it) before it is kept or
/// shown: bounded first, then without our secrets, then without anything that could harm a terminal, a table or a page.
/// It knows the secrets of a run, and learns those that come up while it is set up. A value; copies share their data.
class TextSanitizer {
public:
    /// Ids, emails and the like are longer in no shop; what is longer is none.
    static constexpr qsizetype longestValue = 4096;

    /// Says of a whole value that it is openly this run's own, such as a buyer's email, and only looks like a secret.
    using IsOwn = std::function<bool(const QString &)>;

    TextSanitizer() = default;
    explicit TextSanitizer(const QStringList &secrets, IsOwn isOwn = {});

    /// One more secret, for all texts from now on.
    void learn(const QString &secret) { m_mask = m_mask.with(secret); }

    /// A message: one line of at most `limit` characters. No more of a long text is looked at than that takes.
    QString line(UntrustedText text, int limit = 200) const;
    QString line(const QString &text, int limit = 200) const { return line(UntrustedText(text.toUtf8()), limit); }
    /// An id: as it came in nearly all cases. The same id gives the same bytes, another one gives others, also where
    /// secrets in them are masked. Empty where it is longer than longestValue.
    QByteArray id(const QByteArray &id) const;
    /// A value of another kind that is compared with others, such as an email; likewise.
    QString value(UntrustedText text) const;

private:
    SecretMask m_mask;
    IsOwn m_isOwn;
};

} // namespace doorbuster
