// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/chartobject.h"

#include "tests/support/testprogram.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestChartObject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsTheChartThatWasAdded()
    {
        ChartObject object;
        ChartData line{.id = u"a"_s, .title = u"A"_s};
        line.xTo = 10;
        line.series = {{.id = u"s"_s, .name = u"s"_s, .x = {0, 10}, .y = {5, 5}}};
        const QTextCharFormat empty = object.add({.id = u"b"_s}, QSizeF(200, 100), 1);
        const QTextCharFormat full = object.add(line, QSizeF(400, 200), 2);
        QCOMPARE(object.intrinsicSize(nullptr, 0, empty), QSizeF(200, 100));
        QCOMPARE(object.intrinsicSize(nullptr, 0, full), QSizeF(400, 200));
        QVERIFY(colours(object, full) > colours(object, empty));
    }

private:
    /// How many different colours are on the picture.
    static qsizetype colours(ChartObject &object, const QTextCharFormat &format)
    {
        QImage image(400, 200, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        object.drawObject(&painter, QRectF(0, 0, 400, 200), nullptr, 0, format);
        painter.end();
        QSet<QRgb> found;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found.insert(image.pixel(x, y));
        }
        return found.size();
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestChartObject)
#include "tst_chartobject.moc"
