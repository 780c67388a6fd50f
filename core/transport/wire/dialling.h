// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/wire/wire.h"

#include <memory>

namespace doorbuster {

struct Origin;

/// One connection's way through the addresses of its origin: which to dial next, and which failure to report if none
/// takes the connection. Other connections may dial the same origin meanwhile.
class Dialling {
public:
    /// From the address that worked last on. \a origin has addresses and outlives the dialling.
    void begin(Origin &origin);
    [[nodiscard]] const QHostAddress &address() const;
    void connected();
    /// That address() failed. True: address() is another one now, to be dialled next.
    [[nodiscard]] bool failed(const Failure &failure);
    /// The failure that says most, once failed() was false.
    [[nodiscard]] Failure takeFailure();

private:
    enum class Weight { PerhapsNoIpv6, Answer, OutOfPorts };

    [[nodiscard]] qsizetype index() const;

    Origin *m_origin = nullptr;
    qsizetype m_first = 0; ///< the address that had worked last when this began: others may change that meanwhile
    qsizetype m_attempt = 0; ///< addresses tried so far, from that one on
    std::unique_ptr<Failure> m_failure; ///< the one that says most so far
    Weight m_weight = Weight::PerhapsNoIpv6; ///< of that one
};

} // namespace doorbuster
