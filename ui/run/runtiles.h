// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/runfigures.h"
#include "ui/run/verdictsofar.h"

#include <QWidget>

#include <array>

namespace doorbuster {

class FigureTile;

/// The figures that answer how it goes in one look.
class RunTiles final : public QWidget {
    Q_OBJECT
public:
    enum Tile { Users, Rate, Failed, Latency, Confirmed, Stock, Verdict, TileCount };

    explicit RunTiles(QWidget *parent = nullptr);

    void setFigures(const RunFigures &figures);
    const FigureTile &tile(Tile tile) const { return *m_tiles[tile]; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void showUsers(const RunFigures &figures);
    void showRate(const RunFigures &figures);
    void showFailed(const RunFigures &figures);
    void showLatency(const RunFigures &figures);
    void showSale(const RunFigures &figures);
    void showVerdict(const RunFigures &figures);

    std::array<FigureTile *, TileCount> m_tiles{};
    int m_rows = 0; ///< in which the tiles stand
};

} // namespace doorbuster
