// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/apiresult.h"

namespace doorbuster {

// How the shop's interface says no: by the call, the status, and where that says too little, by words.

/// What a call means that gave no usable answer.
Meaning meaningOf(const ApiError &error);

/// Whether a status is one that a call is answered with in the course of business. A refusal of a buy or a confirm is:
/// the shop works as it should; so is what tells that an admin exists, or that there is no list for admins. A redirect
/// is none: it is not followed.
bool isExpected(RequestName name, int status, bool failEvery4xx);

/// Whether the interface knows this status of a buyer's call. Trouble on the shop's side is no breach of it, any yes is
/// read, and a limit in front of it is obeyed.
bool isDocumented(RequestName name, int status);

/// "a redirect (status 302)", "status 410".
QString statusText(int status);

} // namespace doorbuster
