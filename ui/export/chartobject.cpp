// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/chartobject.h"

#include "core/charts/chartsvg.h"

#include <QPainter>
#include <QSvgRenderer>

namespace doorbuster {

namespace {

constexpr int indexProperty = QTextFormat::UserProperty + 1;

} // namespace

ChartObject::ChartObject(QObject *parent)
    : QObject(parent)
{
}

QTextCharFormat ChartObject::add(const ChartData &chart, QSizeF size, double dotsPerPixel)
{
    const ChartSvgStyle style{
        .width = int(size.width() / dotsPerPixel), .height = int(size.height() / dotsPerPixel), .caption = {}};
    QTextCharFormat format;
    format.setObjectType(type);
    format.setProperty(indexProperty, int(m_pictures.size()));
    m_pictures.push_back({chartSvg(chart, style), size});
    return format;
}

QSizeF ChartObject::intrinsicSize(QTextDocument *, int, const QTextFormat &format)
{
    return m_pictures.at(std::size_t(format.intProperty(indexProperty))).size;
}

void ChartObject::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format)
{
    QSvgRenderer(m_pictures.at(std::size_t(format.intProperty(indexProperty))).svg).render(painter, rect);
}

} // namespace doorbuster
