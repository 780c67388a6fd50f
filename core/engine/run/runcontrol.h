// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/run/runfault.h"

#include <QtGlobal>

#include <atomic>

namespace doorbuster {

/// What the threads of a run in this process may read and set at any time. All else between them goes through a
/// ThreadQueue.
struct RunControl {
    std::atomic_bool saleEnded{false}; ///< a buyer saw that the sale is over: no iteration starts any more
    RunFault fault; ///< of this program; ends the run
};

} // namespace doorbuster
