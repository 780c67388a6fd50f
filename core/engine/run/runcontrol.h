// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/run/runfault.h"

#include <QtGlobal>

#include <atomic>

namespace doorbuster {

/// What all threads of a run may read and set at any time. Everything else between threads goes through a ThreadQueue.
struct RunControl {
    std::atomic_bool saleEnded{false}; ///< a buyer saw that the sale is over: nobody starts a journey any more
    std::atomic_bool cancelReading{false}; ///< verification is to end early
    std::atomic<quint64> buyersRead{0}; ///< by verification so far
    RunFault fault; ///< of this program; ends the run
};

} // namespace doorbuster
