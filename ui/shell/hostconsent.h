// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/wire/hostresolver.h"

#include <QObject>
#include <QSet>
#include <QStringList>

#include <functional>

namespace doorbuster {

/// Asks once per host before a run aims at a public one: this is a tool that can take a shop down. The name is looked
/// up in the background, so that the window stays alive.
class HostConsent final : public QObject {
    Q_OBJECT
public:
    explicit HostConsent(QWidget *window);

    enum class Purpose {
        Load, ///< thousands of buyers
        Books, ///< only what a verification reads
    };

    /// Does it where the host is allowed, at once where it was before; then comes answered(). One at a time.
    void ask(const QString &host, Purpose purpose, std::function<void()> whenAllowed);
    bool isAsking() const { return m_isAsking; } ///< from ask() to answered()
    /// What the user agreed to so far: the only public hosts that may be dialled.
    QStringList agreedTo(Purpose purpose) const;

Q_SIGNALS:
    void answered(bool allowed);

private:
    void onLookedUp(const HostResolver::Answer &found);
    void answer(bool allowed);

    QWidget *m_window = nullptr;
    QString m_host;
    Purpose m_purpose = Purpose::Load;
    QSet<QString> m_allowed; ///< for the load, and so for the books
    QSet<QString> m_readable; ///< for the books alone
    std::function<void()> m_whenAllowed;
    HostResolver m_resolver{{}};
    bool m_isAsking = false;
};

} // namespace doorbuster
