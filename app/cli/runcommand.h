// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace doorbuster {

/// `doorbuster-cli run [PROFILE] [OPTIONS]`: arguments from the command's name on; returns the exit status.
int runCommand(const QStringList &arguments);

} // namespace doorbuster
