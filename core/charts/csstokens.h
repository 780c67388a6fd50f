// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/designtokens.h"

#include <QByteArray>

namespace doorbuster {

/// Set in a "colour" that is none yet, but a variable of the style sheet that the picture will stand in.
inline constexpr std::uint32_t cssVariable = 0x0100'0000;

/// Tokens for a picture within a page that is light or dark as its reader likes it: every colour is a variable, which
/// the page's style sheet sets by cssVariables().
inline constexpr DesignTokens cssTokens{.ground = cssVariable,
    .card = cssVariable + 1,
    .line = cssVariable + 2,
    .text = cssVariable + 3,
    .secondary = cssVariable + 4,
    .accent = cssVariable + 5,
    .onAccent = cssVariable + 6,
    .pass = cssVariable + 7,
    .fail = cssVariable + 8,
    .warn = cssVariable + 9,
    .series = {
        cssVariable + 10, cssVariable + 11, cssVariable + 12, cssVariable + 13, cssVariable + 14, cssVariable + 15}};

/// "#1d2127", or "var(--text)" for one of cssTokens.
QByteArray cssColor(std::uint32_t color);

/// "--ground:#f4f5f7;--card:#ffffff;…": what a style sheet sets.
QByteArray cssVariables(const DesignTokens &tokens);

} // namespace doorbuster
