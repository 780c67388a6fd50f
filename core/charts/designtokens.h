// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace doorbuster {

/// What a curve is about; the same thing has the same colour on every chart, on screen and in every export.
enum class ChartTint : std::uint8_t { Blue, Orange, Green, Pink, Sky, Vermilion, Secondary, Fail };

/// The colours of the product, in one place: window, exported charts and reports read them here. 0xRRGGBB. Series are
/// Okabe and Ito's colours, told apart by colour-blind eyes, lightened on dark ground.
struct DesignTokens {
    std::uint32_t ground; ///< behind the cards
    std::uint32_t card;
    std::uint32_t line;
    std::uint32_t text;
    std::uint32_t secondary; ///< text of lesser weight
    std::uint32_t accent;
    std::uint32_t onAccent; ///< text on the accent
    std::uint32_t pass;
    std::uint32_t fail;
    std::uint32_t warn;
    std::array<std::uint32_t, 6> series;

    constexpr std::uint32_t tint(ChartTint tint) const
    {
        switch (tint) {
        case ChartTint::Secondary:
            return secondary;
        case ChartTint::Fail:
            return fail;
        default:
            return series[std::size_t(tint)];
        }
    }
};

inline constexpr DesignTokens lightTokens{.ground = 0xf4f5f7,
    .card = 0xffffff,
    .line = 0xdfe3e8,
    .text = 0x1d2127,
    .secondary = 0x66707c,
    .accent = 0x1f6fc4,
    .onAccent = 0xffffff,
    .pass = 0x137a4b,
    .fail = 0xc2281d,
    .warn = 0x9a6200,
    .series = {0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00}};

inline constexpr DesignTokens darkTokens{.ground = 0x1b1e23,
    .card = 0x24282f,
    .line = 0x343a43,
    .text = 0xe8eaed,
    .secondary = 0x9aa3ae,
    .accent = 0x4c9be8,
    .onAccent = 0x10151b,
    .pass = 0x3fb27f,
    .fail = 0xff6b5e,
    .warn = 0xe5a83b,
    .series = {0x4fa8e0, 0xf0b429, 0x33c294, 0xe39ac4, 0x8accf2, 0xff8a4c}};

} // namespace doorbuster
