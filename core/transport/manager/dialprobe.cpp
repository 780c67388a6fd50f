// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/manager/dialprobe.h"

namespace doorbuster {

DialProbe::DialProbe(
    const QUrl &url, const QList<QHostAddress> &addresses, std::function<void(const QHostAddress &)> done)
    : m_origin(url)
    , m_receiveBuffer(1)
    , m_wire(*this, m_receiveBuffer, std::nullopt)
    , m_done(std::move(done))
{
    m_origin.addresses = addresses;
    m_dialling.begin(m_origin);
}

void DialProbe::start()
{
    m_wire.open(m_dialling.address(), m_origin.port);
}

void DialProbe::wireReady()
{
    const QHostAddress taken = m_dialling.address();
    m_wire.shut();
    m_done(taken);
}

void DialProbe::wireFailed(const Failure &failure)
{
    if (m_dialling.failed(failure))
        start();
    else
        m_done(QHostAddress());
}

} // namespace doorbuster
