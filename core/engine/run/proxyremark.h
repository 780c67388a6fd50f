// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"

#include <QProcessEnvironment>
#include <QString>

namespace doorbuster {

/// What is to be said where the environment names a proxy for the target (`http_proxy`, `https_proxy`, `all_proxy`, and
/// in capitals): the lean transport connects directly all the same, the stock one follows the system. Empty where there
/// is none, and for a target on this machine. Never repeats the variable's value, which may hold a password.
QString proxyRemark(const TargetSettings &target, const QProcessEnvironment &environment);

} // namespace doorbuster
