// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/manager/transportoptions.h"

#include <QObject>

#include <functional>
#include <vector>

namespace doorbuster {

/// Names to addresses, off the event loop, each host once. One per manager, in its thread.
class HostResolver final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HostResolver)

public:
    struct Answer {
        QList<QHostAddress> addresses; ///< in the order to try them; empty on failure
        QString error; ///< a sentence that names the host
    };
    using Callback = std::function<void(const Answer &)>;

    explicit HostResolver(QHash<QString, QList<QHostAddress>> known, QObject *parent = nullptr);

    /// Calls \a done with the addresses of \a host: at once for a literal address and a name known already, else from
    /// the event loop. A failure is not remembered. Not called after this object is gone.
    void resolve(const QString &host, Callback done);

private:
    QHash<QString, QList<QHostAddress>> m_known;
    QHash<QString, std::vector<Callback>> m_waiting;
};

} // namespace doorbuster
