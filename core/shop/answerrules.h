// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answerreader.h"
#include "core/shop/apiresult.h"

namespace doorbuster {

/// The `name` tag under which a call is counted.
RequestName requestNameOf(const CompiledCall &call);

/// Whether an answer is one that a call gets in the course of business. A refusal that the description tells of is: the
/// shop works as it should; so is what tells that an admin exists, or that there is no list for admins. A redirect is
/// none unless a rule is for it: it is not followed. `failEvery4xx`: as k6 counts.
bool isExpected(const CompiledCall &call, int status, const JudgedAnswer &judged, bool failEvery4xx);

/// By the description of the flash-sale API, the only one that programs before this one knew: what an answer of this
/// status means. Of results that were saved with statuses alone.
Meaning flashSaleMeaning(RequestName name, int status, QByteArrayView body = {});
/// Whether that API knows the status.
bool isFlashSaleStatus(RequestName name, int status);

/// "a redirect (status 302)", "status 410".
QString statusText(int status);

} // namespace doorbuster
