// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <QObject>
#include <QTextFormat>
#include <QTextObjectInterface>

#include <vector>

namespace doorbuster {

/// Draws charts as vectors where they stand in a text document, in light colours.
class ChartObject final : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    static constexpr int type = QTextFormat::UserObject + 1;

    explicit ChartObject(QObject *parent = nullptr);

    /// Keeps the chart, and says what stands for it in the text; `size` in dots of the paper, of which there are
    /// `dotsPerPixel` for one of the picture's.
    QTextCharFormat add(const ChartData &chart, QSizeF size, double dotsPerPixel);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
        const QTextFormat &format) override;

private:
    struct Picture {
        QByteArray svg;
        QSizeF size;
    };
    std::vector<Picture> m_pictures;
};

} // namespace doorbuster
