// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"
#include "core/shop/apiresult.h"
#include "core/verdict/ledger/buyercall.h"

#include <chrono>

namespace doorbuster {

/// What the ledger keeps of a call that was sent and ended at these times since the run's start.
BuyerCall ledgerCall(std::chrono::nanoseconds sent, std::chrono::nanoseconds ended, const ApiResult<BuyAnswer> &answer);
BuyerCall ledgerCall(
    std::chrono::nanoseconds sent, std::chrono::nanoseconds ended, const ApiResult<PositionAnswer> &answer);
BuyerCall ledgerCall(
    std::chrono::nanoseconds sent, std::chrono::nanoseconds ended, const ApiResult<ConfirmAnswer> &answer);

} // namespace doorbuster
