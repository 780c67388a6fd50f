// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/dialling.h"

#include "core/transport/wire/origin.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

void Dialling::begin(Origin &origin)
{
    m_origin = &origin;
    m_first = origin.worked.value_or(0);
    m_attempt = 0;
    m_failure.reset();
}

qsizetype Dialling::index() const
{
    return (m_first + m_attempt) % m_origin->addresses.size();
}

const QHostAddress &Dialling::address() const
{
    return m_origin->addresses.at(index());
}

void Dialling::connected()
{
    m_origin->worked = index();
    m_failure.reset();
}

bool Dialling::failed(const Failure &failure)
{
    // A local failure may mean no more than that this machine has no IPv6. Not so where that address has worked: then a
    // refusal by another one, where the shop may never have been, says less.
    Weight weight = Weight::Answer;
    if (failure.local)
        weight = m_origin->worked == index() ? Weight::OutOfPorts : Weight::PerhapsNoIpv6;
    if (!m_failure || weight > m_weight) {
        m_failure = std::make_unique<Failure>(failure);
        m_weight = weight;
    }
    ++m_attempt;
    return failure.tryNextAddress && m_attempt < m_origin->addresses.size();
}

Failure Dialling::takeFailure()
{
    Failure failure = std::move(*m_failure);
    m_failure.reset();
    if (m_attempt > 1) {
        failure.text =
            u"None of the %1 addresses of %2 took the connection. "_s.arg(m_attempt).arg(m_origin->host) % failure.text;
    }
    return failure;
}

} // namespace doorbuster
