// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/csstokens.h"

#include <QByteArrayView>
#include <QString> // also for what joins byte arrays

namespace doorbuster {

namespace {

/// By their places in cssTokens.
constexpr std::array<QByteArrayView, 16> names{"ground", "card", "line", "text", "secondary", "accent", "on-accent",
    "pass", "fail", "warn", "series-1", "series-2", "series-3", "series-4", "series-5", "series-6"};

std::array<std::uint32_t, names.size()> colorsOf(const DesignTokens &tokens)
{
    const auto &series = tokens.series;
    return {tokens.ground, tokens.card, tokens.line, tokens.text, tokens.secondary, tokens.accent, tokens.onAccent,
        tokens.pass, tokens.fail, tokens.warn, series[0], series[1], series[2], series[3], series[4], series[5]};
}

} // namespace

QByteArray cssColor(std::uint32_t color)
{
    if (color >= cssVariable) {
        return QByteArray("var(--") + names.at(color - cssVariable).toByteArray() + ')';
    }
    return '#' + QByteArray::number(color, 16).rightJustified(6, '0');
}

QByteArray cssVariables(const DesignTokens &tokens)
{
    const auto colors = colorsOf(tokens);
    QByteArray css;
    for (std::size_t i = 0; i < names.size(); ++i) {
        css += QByteArray("--") + names[i].toByteArray() + ':' + cssColor(colors[i]) + ';';
    }
    return css;
}

} // namespace doorbuster
