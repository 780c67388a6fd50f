// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/svgwriter.h"

#include "core/charts/csstokens.h"
#include "core/text/xmltext.h"

#include <cmath>

namespace doorbuster {

namespace {

QByteArray number(double value)
{
    QByteArray digits = QByteArray::number(std::isfinite(value) ? value : 0, 'f', 2);
    while (digits.endsWith('0')) {
        digits.chop(1);
    }
    if (digits.endsWith('.')) {
        digits.chop(1);
    }
    return digits == "-0" ? QByteArray("0") : digits;
}

/// Text of any origin as XML may hold it.
QByteArray escaped(const QString &text)
{
    return xmlText(text).toHtmlEscaped().toUtf8();
}

QByteArray attribute(const char *name, const QByteArray &value)
{
    return QByteArray(" ") + name + "=\"" + value + '"';
}

} // namespace

SvgWriter::SvgWriter(int width, int height, const QString &name, const QString &description)
{
    const QByteArray w = QByteArray::number(width);
    const QByteArray h = QByteArray::number(height);
    m_svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"" + w + "\" height=\"" + h
        + "\" viewBox=\"0 0 " + w + ' ' + h + "\" role=\"img\" font-family=\"sans-serif\">\n<title>" + escaped(name)
        + "</title>\n<desc>" + escaped(description) + "</desc>\n";
}

void SvgWriter::addStroke(const Stroke &stroke)
{
    m_svg += " fill=\"none\"" + attribute("stroke", cssColor(stroke.color))
        + attribute("stroke-width", number(stroke.width));
    if (stroke.dashes) {
        m_svg += attribute("stroke-dasharray", stroke.dashes);
    }
    if (stroke.opacity < 1) {
        m_svg += attribute("stroke-opacity", number(stroke.opacity));
    }
}

void SvgWriter::addPoints(const std::vector<QPointF> &points)
{
    m_svg += " points=\"";
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i > 0) {
            m_svg += ' ';
        }
        m_svg += number(points[i].x()) + ',' + number(points[i].y());
    }
    m_svg += '"';
}

void SvgWriter::rect(const QRectF &rect, std::uint32_t fill, double opacity)
{
    m_svg += "<rect" + attribute("x", number(rect.x())) + attribute("y", number(rect.y()))
        + attribute("width", number(rect.width())) + attribute("height", number(rect.height()))
        + attribute("fill", cssColor(fill));
    if (opacity < 1) {
        m_svg += attribute("fill-opacity", number(opacity));
    }
    m_svg += "/>\n";
}

void SvgWriter::line(QPointF from, QPointF to, const Stroke &stroke)
{
    m_svg += "<line" + attribute("x1", number(from.x())) + attribute("y1", number(from.y()))
        + attribute("x2", number(to.x())) + attribute("y2", number(to.y()));
    addStroke(stroke);
    m_svg += "/>\n";
}

void SvgWriter::polyline(const std::vector<QPointF> &points, const Stroke &stroke)
{
    m_svg += "<polyline";
    addPoints(points);
    addStroke(stroke);
    m_svg += " stroke-linejoin=\"round\"/>\n";
}

void SvgWriter::polygon(const std::vector<QPointF> &points, std::uint32_t fill, double opacity)
{
    m_svg += "<polygon";
    addPoints(points);
    m_svg += attribute("fill", cssColor(fill)) + attribute("fill-opacity", number(opacity)) + "/>\n";
}

void SvgWriter::dot(QPointF center, double radius, std::uint32_t color, bool full)
{
    m_svg += "<circle" + attribute("cx", number(center.x())) + attribute("cy", number(center.y()))
        + attribute("r", number(radius)) + attribute("fill", full ? cssColor(color) : QByteArray("none"))
        + attribute("stroke", cssColor(color)) + "/>\n";
}

void SvgWriter::cross(QPointF center, double radius, std::uint32_t color)
{
    const Stroke stroke{.color = color, .width = 1.5};
    line(center + QPointF(-radius, -radius), center + QPointF(radius, radius), stroke);
    line(center + QPointF(-radius, radius), center + QPointF(radius, -radius), stroke);
}

void SvgWriter::triangle(QPointF center, double radius, std::uint32_t color)
{
    polygon(
        {center + QPointF(-radius, radius), center + QPointF(radius, radius), center + QPointF(0, -radius)}, color, 1);
}

void SvgWriter::text(QPointF at, const QString &text, const Font &font)
{
    m_svg += "<text" + attribute("x", number(at.x())) + attribute("y", number(at.y()))
        + attribute("font-size", QByteArray::number(font.size)) + attribute("fill", cssColor(font.color));
    if (font.bold) {
        m_svg += " font-weight=\"600\"";
    }
    if (font.anchor != Anchor::Start) {
        m_svg += attribute("text-anchor", font.anchor == Anchor::Middle ? "middle" : "end");
    }
    m_svg += '>' + escaped(text) + "</text>\n";
}

QByteArray SvgWriter::finish()
{
    m_svg += "</svg>\n";
    return std::move(m_svg);
}

double SvgWriter::textWidth(QStringView text, int size)
{
    double width = 0;
    for (const QChar character : text) {
        // Far Eastern characters are as wide as high; narrow ones only give room away.
        width += character.unicode() >= 0x1100 && !character.isLowSurrogate() ? 1 : 0.6;
    }
    return width * size;
}

} // namespace doorbuster
