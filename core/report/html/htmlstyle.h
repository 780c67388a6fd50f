// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace doorbuster {

/// The style sheet of the HTML report: light and dark by the reader's choice, light on A4 paper. Colours are
/// cssVariables() of the design tokens.
QByteArray htmlStyle();

} // namespace doorbuster
