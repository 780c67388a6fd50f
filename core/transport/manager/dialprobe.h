// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/wire/dialling.h"
#include "core/transport/wire/origin.h"
#include "core/transport/wire/qtsocketwire.h"

#include <QHostAddress>
#include <QList>
#include <QObject>

#include <functional>
#include <vector>

namespace doorbuster {

/// Finds out which of a host's addresses takes connections, for a wire that can be given but one. It connects, sends
/// nothing, and closes.
class DialProbe final : public QObject, private WireListener {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DialProbe)

public:
    /// Calls \a done once, with the address, or with a null one where none takes the connection; not after this is
    /// gone, and perhaps from inside start(). \a addresses are not empty; whether they may be dialled is for the
    /// caller to know.
    DialProbe(const QUrl &url, const QList<QHostAddress> &addresses, std::function<void(const QHostAddress &)> done);

    void start();

private:
    void wireConnected() override { m_dialling.connected(); }
    void wireReady() override;
    void wireSent() override { }
    void wireReceived(const char *, qsizetype) override { }
    void wireClosed() override { }
    void wireFailed(const Failure &failure) override;

    Origin m_origin;
    Dialling m_dialling;
    std::vector<char> m_receiveBuffer;
    QtSocketWire m_wire;
    std::function<void(const QHostAddress &)> m_done;
};

} // namespace doorbuster
