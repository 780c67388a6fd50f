// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runtiles.h"

#include "core/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/figuretile.h"

#include <QGridLayout>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using State = ThresholdResult::State;
using Seconds = std::chrono::duration<double>;

constexpr int oneRowWidth = 900; ///< below it, the tiles stand in two rows

QColor colorOf(VerdictSoFar::Tone tone)
{
    const DesignTokens &tokens = Appearance::instance().tokens();
    switch (tone) {
    case VerdictSoFar::Tone::Neutral:
        return toColor(tokens.secondary);
    case VerdictSoFar::Tone::Good:
        return toColor(tokens.pass);
    case VerdictSoFar::Tone::Warning:
        return toColor(tokens.warn);
    case VerdictSoFar::Tone::Bad:
        return toColor(tokens.fail);
    }
    Q_UNREACHABLE();
}

double valueOrNaN(std::optional<double> value)
{
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

/// The load is: figures are those of the whole.
bool isOver(const RunFigures &figures)
{
    return figures.conclusion || figures.phase > RunPhase::Draining;
}

struct Limit {
    double bound = 0;
    bool failing = false;
};

/// The upper limit that the run's thresholds set to a figure: a failing one first, else the first.
template <class Fits>
std::optional<Limit> upperLimit(const RunFigures &figures, QStringView metric, Fits fits)
{
    std::optional<Limit> limit;
    for (const ThresholdResult &threshold : figures.thresholds) {
        if (threshold.metric.trimmed() != metric) {
            continue;
        }
        const auto parsed = parseThreshold(threshold.expression);
        const auto *expression = std::get_if<ThresholdExpression>(&parsed);
        const bool isUpper = expression
            && (expression->op == ThresholdExpression::Operator::Less
                || expression->op == ThresholdExpression::Operator::LessEqual);
        if (!isUpper || !fits(*expression)) {
            continue;
        }
        const bool failing = threshold.state == State::Fail;
        if (!limit || (failing && !limit->failing)) {
            limit = Limit{expression->bound, failing};
        }
    }
    return limit;
}

} // namespace

RunTiles::RunTiles(QWidget *parent)
    : QWidget(parent)
{
    for (FigureTile *&tile : m_tiles) {
        tile = new FigureTile(QString(), this);
    }
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(pageSpacing);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    arrange();
    setFigures({});
}

void RunTiles::setFigures(const RunFigures &figures)
{
    showUsers(figures);
    showRate(figures);
    showFailed(figures);
    showLatency(figures);
    showSale(figures);
    showVerdict(figures);
}

void RunTiles::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RunTiles::arrange()
{
    const int rows = width() < oneRowWidth ? 2 : 1;
    if (rows == m_rows) {
        return;
    }
    m_rows = rows;
    auto *grid = static_cast<QGridLayout *>(layout());
    const int columns = rows == 1 ? TileCount + 1 : (TileCount + 1) / 2;
    int cell = 0;
    for (FigureTile *tile : m_tiles) {
        // The verdict is a word, which needs more room than a figure.
        const int span = tile == m_tiles[Verdict] ? 2 : 1;
        grid->addWidget(tile, cell / columns, cell % columns, 1, span);
        cell += span;
    }
    for (int column = 0; column <= TileCount; ++column) {
        grid->setColumnStretch(column, column < columns ? 1 : 0);
    }
    updateGeometry();
}

void RunTiles::showUsers(const RunFigures &figures)
{
    FigureTile &tile = *m_tiles[Users];
    if (isOver(figures)) {
        tile.setCaption(tr("Virtual users, peak"));
        tile.setFigure(figures.health.workers > 0 ? formatCount(figures.health.reachedPeak) : absentText(),
            tr("of %1 planned").arg(formatCount(figures.health.plannedPeak)));
        return;
    }
    tile.setCaption(tr("Virtual users"));
    const QString relation = figures.phase == RunPhase::Draining ? tr("still finishing")
        : figures.phase == RunPhase::Load ? tr("of %1 planned").arg(formatCount(figures.vusPlanned))
                                          : tr("up to %1 planned").arg(formatCount(figures.plannedPeak));
    tile.setFigure(formatCount(figures.vusActual), relation);
}

void RunTiles::showRate(const RunFigures &figures)
{
    FigureTile &tile = *m_tiles[Rate];
    const RequestFigures *all = figures.all();
    const bool isNow = !isOver(figures);
    const bool isSpoiled = figures.health.generatorBound();
    QString detail = all ? tr("%1 in all").arg(formatCount(all->count)) : QString();
    std::optional<QColor> color;
    if (isSpoiled) {
        detail = tr("generator-bound") + (detail.isEmpty() ? QString() : QString(u" · "_s + detail));
        color = colorOf(VerdictSoFar::Tone::Warning);
    }
    tile.setCaption(isNow ? tr("Requests/s") : tr("Requests/s, load and drain"));
    const std::optional<double> rate = isNow ? figures.currentRate : all ? all->perSecond : std::nullopt;
    QString value = formatRate(valueOrNaN(rate));
    if (value.endsWith("/s"_L1)) {
        value.chop(2); // the caption says so
    }
    tile.setFigure(value, detail, color);
}

void RunTiles::showFailed(const RunFigures &figures)
{
    FigureTile &tile = *m_tiles[Failed];
    tile.setCaption(tr("Failed"));
    const auto limit = upperLimit(figures, u"http_req_failed", [](const ThresholdExpression &expression) {
        return expression.aggregation == ThresholdExpression::Aggregation::Rate;
    });
    const RequestFigures *all = figures.all();
    QString detail = limit ? tr("limit %1").arg(formatPercent(limit->bound))
        : all              ? tr("%1 requests").arg(formatCount(all->failed))
                           : QString();
    std::optional<QColor> color;
    if (limit && limit->failing) {
        detail = u"✕ "_s + detail;
        color = colorOf(VerdictSoFar::Tone::Bad);
    }
    tile.setFigure(formatPercent(valueOrNaN(all ? all->failedShare : std::nullopt)), detail, color);
}

void RunTiles::showLatency(const RunFigures &figures)
{
    FigureTile &tile = *m_tiles[Latency];
    tile.setCaption(tr("p95"));
    const auto limit = upperLimit(figures, u"http_req_duration", [](const ThresholdExpression &expression) {
        return expression.aggregation == ThresholdExpression::Aggregation::Percentile && expression.percentile == 95;
    });
    const RequestFigures *all = figures.all();
    QString detail = limit ? tr("limit %1").arg(formatMilliseconds(limit->bound)) : tr("all requests");
    std::optional<QColor> color;
    if (limit && limit->failing) {
        detail = u"✕ "_s + detail;
        color = colorOf(VerdictSoFar::Tone::Bad);
    }
    if (figures.health.generatorBound()) {
        detail = tr("generator-bound") + u" · "_s + detail;
        color = colorOf(VerdictSoFar::Tone::Warning);
    }
    tile.setFigure(formatMilliseconds(valueOrNaN(all ? all->p95 : std::nullopt)), detail, color);
}

void RunTiles::showSale(const RunFigures &figures)
{
    FigureTile &confirmed = *m_tiles[Confirmed];
    confirmed.setCaption(tr("Confirmed orders"));
    const bool exceeds = figures.startingStock && qint64(figures.confirmed) > *figures.startingStock;
    const QString ofStock = exceeds
        ? u"✕ "_s
            + tr("%1 over the stock of %2")
                  .arg(formatCount(qint64(figures.confirmed) - *figures.startingStock), formatCount(figures.startingStock))
        : figures.startingStock ? tr("of %1 in stock").arg(formatCount(figures.startingStock))
                                : QString();
    confirmed.setFigure(figures.all() ? formatCount(figures.confirmed) : absentText(), ofStock,
        exceeds ? std::optional(colorOf(VerdictSoFar::Tone::Bad)) : std::nullopt);

    FigureTile &stock = *m_tiles[Stock];
    if (!figures.soldOutAfter) {
        stock.setCaption(tr("Stock left"));
        stock.setFigure(formatCount(figures.stock), figures.stock ? tr("as reported by the shop") : tr("not reported"));
        return;
    }
    stock.setCaption(tr("Sold out after"));
    const double seconds = Seconds(*figures.soldOutAfter).count();
    const QString speed = figures.startingStock && seconds > 0
        ? tr("at %1 units/s").arg(formatNumber(double(*figures.startingStock) / seconds))
        : tr("as reported by the shop");
    stock.setFigure(formatClock(*figures.soldOutAfter), speed);
}

void RunTiles::showVerdict(const RunFigures &figures)
{
    FigureTile &tile = *m_tiles[Verdict];
    const VerdictSoFar verdict = verdictSoFar(figures);
    tile.setCaption(figures.conclusion ? tr("Verdict") : tr("Verdict so far"));
    tile.setFigure(verdict.word, verdict.detail, colorOf(verdict.tone));
}

} // namespace doorbuster
