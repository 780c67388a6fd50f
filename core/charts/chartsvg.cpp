// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartsvg.h"

#include "core/charts/chartplot.h"
#include "core/charts/chartvalues.h"
#include "core/charts/svgwriter.h"
#include "core/text/format.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int padding = 16;
constexpr int titleSize = 14;
constexpr int smallSize = 11;
constexpr double lineHeight = 17;
constexpr double swatchWidth = 16;
constexpr double dotRadius = 1.75;
constexpr double smallest = 40; ///< of the plot's area, whatever texts stand around it
constexpr std::size_t mostPoints = 1500;
constexpr int mostLabelLength = 40;

using Anchor = SvgWriter::Anchor;

/// In the middle of a pixel, where a line of one pixel is crisp.
double crisp(double position)
{
    return std::floor(position) + 0.5;
}

QString shortened(const QString &text)
{
    return displayText(text, mostLabelLength);
}

/// Draws one chart; a temporary of chartSvg().
class Drawing {
public:
    Drawing(const ChartData &chart, const ChartSvgStyle &style)
        : m_chart(chart)
        , m_tokens(style.tokens)
        , m_width(std::max(style.width, 1))
        , m_height(std::max(style.height, 1))
        , m_svg(m_width, m_height, chart.title, valuesText(chart, std::nullopt))
    {
    }

    QByteArray draw(const QString &caption)
    {
        m_svg.rect({0, 0, double(m_width), double(m_height)}, m_tokens.card);
        drawHead(caption);
        layOut();
        drawGrid();
        for (const PlotSeries &series : m_plot.series) {
            drawSeries(series);
        }
        drawMarks();
        if (m_chart.isEmpty()) {
            m_svg.text(m_area.center(), m_chart.emptyText, {m_tokens.secondary, 13, false, Anchor::Middle});
        }
        return m_svg.finish();
    }

private:
    void drawHead(const QString &caption)
    {
        double y = padding + titleSize - 2;
        m_svg.text({padding, y}, m_chart.title, {m_tokens.text, titleSize, true, Anchor::Start});
        const auto addLine = [&](const QString &text, std::uint32_t color) {
            if (!text.isEmpty()) {
                y += lineHeight;
                m_svg.text({padding, y}, text, {color, smallSize, false, Anchor::Start});
            }
        };
        addLine(caption, m_tokens.secondary);
        addLine(m_chart.note.isEmpty() ? QString() : QString(u"! "_s + m_chart.note), m_tokens.warn);
        addLine(m_chart.remark, m_tokens.secondary);
        y = drawLegend(y + lineHeight + 2);
        m_area.setTop(y + 12);
    }

    /// Returns the baseline of its last line.
    double drawLegend(double y)
    {
        double x = padding;
        for (const ChartSeries &series : m_chart.series) {
            const QString name = shortened(series.name);
            const double width = swatchWidth + 5 + SvgWriter::textWidth(name, smallSize);
            if (x > padding && x + width > m_width - padding) {
                x = padding;
                y += lineHeight;
            }
            drawSwatch({x, y - 4}, series);
            m_svg.text({x + swatchWidth + 5, y}, name, {m_tokens.secondary, smallSize, false, Anchor::Start});
            x += width + 14;
        }
        return y;
    }

    void drawSwatch(QPointF at, const ChartSeries &series)
    {
        const std::uint32_t color = m_tokens.tint(series.tint);
        if (series.style == ChartSeries::Style::Stacked) {
            m_svg.rect({at.x() + 4, at.y() - 4, 8, 8}, color);
            return;
        }
        if (isMarks(series.style)) {
            drawMark({at.x() + swatchWidth / 2, at.y()}, color, series.style);
            return;
        }
        const bool isFilled = series.style == ChartSeries::Style::Area || series.style == ChartSeries::Style::Band;
        if (isFilled) {
            m_svg.rect({at.x(), at.y() - 2, swatchWidth, 6}, color, 0.2);
        }
        const double y = isFilled ? at.y() - 2 : at.y();
        m_svg.line({at.x(), y}, {at.x() + swatchWidth, y}, strokeOf(color, series.style, 2));
    }

    void drawMark(QPointF at, std::uint32_t color, ChartSeries::Style style)
    {
        const double radius = plotMarkRadius(style);
        switch (style) {
        case ChartSeries::Style::Crosses:
            m_svg.cross(at, radius, color);
            break;
        case ChartSeries::Style::Triangles:
            m_svg.triangle(at, radius, color);
            break;
        default:
            m_svg.dot(at, radius, color, style == ChartSeries::Style::Dots);
        }
    }

    void layOut()
    {
        m_area.setHeight(std::max(m_height - padding - lineHeight - m_area.top(), smallest));
        m_area.setLeft(padding);
        m_area.setRight(std::max(m_width - padding - 4.0, padding + smallest));
        PlotFrame frame{.xFrom = m_chart.xFrom, .xTo = m_chart.xTo};
        frame.width = int(m_area.width());
        frame.height = int(m_area.height());
        frame.points = mostPoints;
        m_plot = makePlot(m_chart, frame);
        double labels = 0;
        for (const PlotTick &tick : m_plot.yTicks) {
            labels = std::max(labels, SvgWriter::textWidth(tick.label, smallSize));
        }
        m_area.setLeft(std::min(padding + labels + 6, m_area.right() - smallest));
    }

    double xOf(double seconds) const
    {
        return m_area.left() + (seconds - m_plot.xFrom) / (m_plot.xTo - m_plot.xFrom) * m_area.width();
    }
    double yOf(double value) const
    {
        return m_area.top() + (m_plot.yTo - value) / (m_plot.yTo - m_plot.yFrom) * m_area.height();
    }
    QPointF place(double x, double y) const { return {xOf(x), yOf(y)}; }

    static SvgWriter::Stroke strokeOf(std::uint32_t color, ChartSeries::Style style, double width)
    {
        return {.color = color, .width = width, .dashes = style == ChartSeries::Style::Dashed ? "5 3" : nullptr};
    }

    void drawGrid()
    {
        for (const PlotTick &tick : m_plot.yTicks) {
            const double y = crisp(yOf(tick.at));
            m_svg.line(
                {m_area.left(), y}, {m_area.right(), y}, {.color = m_tokens.line, .opacity = tick.at == 0 ? 1 : 0.7});
            m_svg.text({m_area.left() - 6, y + 4}, tick.label, {m_tokens.secondary, smallSize, false, Anchor::End});
        }
        for (const double bound : m_plot.bounds) {
            const double x = crisp(xOf(bound));
            m_svg.line({x, m_area.top()}, {x, m_area.bottom()}, {.color = m_tokens.line, .dashes = "1 2"});
        }
        for (const PlotTick &tick : m_plot.xTicks) {
            const double half = SvgWriter::textWidth(tick.label, smallSize) / 2;
            const double x = std::min(xOf(tick.at), m_width - 4 - half);
            m_svg.text({x, m_area.bottom() + 15}, tick.label, {m_tokens.secondary, smallSize, false, Anchor::Middle});
        }
    }

    void drawSeries(const PlotSeries &series)
    {
        const std::uint32_t color = m_tokens.tint(series.tint);
        if (isMarks(series.style)) {
            for (std::size_t i = 0; i < series.x.size(); ++i) {
                if (std::isfinite(series.y[i])) {
                    drawMark(place(series.x[i], series.y[i]), color, series.style);
                }
            }
            return;
        }
        const bool isBand = series.style == ChartSeries::Style::Stacked;
        for (const PlotRun &run : plotRuns(series)) {
            if (series.isFilled() && run.size() > 1) {
                drawFill(series, run);
            }
            if (!isBand) {
                drawLine(pointsOf(series, run), color, series.style);
            }
        }
        if (isBand) {
            for (const PlotRun &edge : bandEdges(series)) {
                m_svg.polyline(pointsOf(series, edge), strokeOf(color, series.style, 1));
            }
        }
    }

    void drawLine(const std::vector<QPointF> &points, std::uint32_t color, ChartSeries::Style style)
    {
        const bool isShort = points.back().x() - points.front().x() < shortPlotLine;
        if (points.size() > 1) {
            m_svg.polyline(points, strokeOf(color, isShort ? ChartSeries::Style::Line : style, 1.5));
        }
        if (isShort) {
            m_svg.dot(points.front(), dotRadius, color, style != ChartSeries::Style::Dashed);
        }
        if (isShort && points.size() > 1) {
            m_svg.dot(points.back(), dotRadius, color, style != ChartSeries::Style::Dashed);
        }
    }

    std::vector<QPointF> pointsOf(const PlotSeries &series, const PlotRun &run) const
    {
        std::vector<QPointF> points;
        for (std::size_t i = run.first; i < run.end; ++i) {
            points.push_back(place(series.x[i], series.y[i]));
        }
        return points;
    }

    void drawFill(const PlotSeries &series, const PlotRun &run)
    {
        std::vector<QPointF> around = pointsOf(series, run);
        if (series.base.empty()) {
            around.push_back(place(series.x[run.end - 1], 0));
            around.push_back(place(series.x[run.first], 0));
        } else {
            for (std::size_t i = run.end; i-- > run.first;) {
                around.push_back(place(series.x[i], series.base[i]));
            }
        }
        m_svg.polygon(around, m_tokens.tint(series.tint), plotFillOpacity(series.style));
    }

    void drawMarks()
    {
        if (m_plot.now) {
            const double x = crisp(xOf(*m_plot.now));
            m_svg.line({x, m_area.top()}, {x, m_area.bottom()}, {.color = m_tokens.accent});
        }
        double aboveRight = m_area.right() - 4;
        for (const PlotLimit &limit : m_plot.limits) {
            const QString text =
                limit.isAbove ? QString(shortened(limit.label) + u" \u2191"_s) : shortened(limit.label);
            const SvgWriter::Font font{m_tokens.fail, smallSize, false, Anchor::End};
            if (limit.isAbove) {
                m_svg.text({aboveRight, m_area.top() + smallSize}, text, font);
                aboveRight -= SvgWriter::textWidth(text, smallSize) + 12;
                continue;
            }
            const double y = crisp(yOf(limit.value));
            m_svg.line({m_area.left(), y}, {m_area.right(), y}, {.color = m_tokens.fail, .dashes = "4 3"});
            const bool fitsAbove = y - smallSize - 4 >= m_area.top();
            m_svg.text({m_area.right() - 4, fitsAbove ? y - 4 : y + smallSize + 2}, text, font);
        }
    }

    const ChartData &m_chart;
    const DesignTokens &m_tokens;
    const int m_width;
    const int m_height;
    SvgWriter m_svg;
    QRectF m_area; ///< where values are drawn
    ChartPlot m_plot;
};

} // namespace

QByteArray chartSvg(const ChartData &chart, const ChartSvgStyle &style)
{
    return Drawing(chart, style).draw(style.caption);
}

} // namespace doorbuster
