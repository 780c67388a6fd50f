// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/runcharts.h"
#include "ui/charts/chartgroup.h"
#include "ui/run/runfigures.h"

#include <QScrollArea>

#include <array>

class QComboBox;

namespace doorbuster {

class Card;
class TimeChart;

/// The charts of a run in cards, in as many columns as there is room for. They share crosshair and visible time. Only
/// those in sight are fed.
class RunChartCards final : public QScrollArea {
    Q_OBJECT
public:
    explicit RunChartCards(QWidget *parent = nullptr);
    ~RunChartCards() override;

    /// Shows these figures, and looks at them again when a chart comes into sight: they must outlive this, or the next
    /// call.
    void setFigures(const RunFigures *figures);
    bool isZoomed() const { return m_group.range().has_value(); }
    void resetZoom() { m_group.setRange(std::nullopt); }
    TimeChart &chart(RunChart chart) const { return *m_charts[std::size_t(chart)]; }
    QComboBox &requestChoice() const { return *m_request; }
    int columns() const { return m_columns; }

Q_SIGNALS:
    void zoomedChanged(bool zoomed);

protected:
    void resizeEvent(QResizeEvent *event) override;
    /// Feeds what comes into sight. Where there are more charts than fit, the wheel scrolls; with Ctrl, or over the
    /// chart that has the focus, it zooms as it does otherwise.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    void addRequestChoice();
    void offerRequests();
    void feedAll();
    void feedDue();
    void feed(RunChart chart);

    ChartGroup m_group; ///< outlives the charts: ~RunChartCards()
    std::array<Card *, runChartCount> m_cards{};
    std::array<TimeChart *, runChartCount> m_charts{};
    std::array<bool, runChartCount> m_due{};
    QComboBox *m_request = nullptr;
    const RunFigures *m_figures = nullptr;
    int m_columns = 0;
};

} // namespace doorbuster
