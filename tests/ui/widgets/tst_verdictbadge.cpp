// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/verdictbadge.h"

#include "tests/support/testprogram.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/verdictdelegate.h"

#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QSet>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr CheckVerdict verdicts[] = {CheckVerdict::Off, CheckVerdict::NoData, CheckVerdict::Pass, CheckVerdict::Warn,
    CheckVerdict::Inconclusive, CheckVerdict::Fail};

constexpr QRect room(0, 0, 160, 24);

/// A badge drawn in black on white, whatever its verdict's colour: what is left to tell it by.
QImage drawn(const QString &text, std::optional<CheckVerdict> verdict, QRect *where = nullptr)
{
    QImage image(room.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    const QRect badge = paintBadge(&painter, room, text, QFont(), {Qt::black, verdict});
    if (where)
        *where = badge;
    return image;
}

/// How much of the straight part of the upper line is inked, from 0 to 1.
double lineShare(std::optional<CheckVerdict> verdict)
{
    QRect badge;
    const QImage image = drawn(u"a long enough word"_s, verdict, &badge);
    int inked = 0;
    int all = 0;
    for (int x = badge.left() + badge.height() / 2; x < badge.right() - badge.height() / 2; ++x, ++all)
        inked += qGray(image.pixel(x, badge.top())) < 128 ? 1 : 0;
    return all > 0 ? double(inked) / all : 0;
}

/// Whether the badge has a tint beside its line and text.
bool isTinted(std::optional<CheckVerdict> verdict)
{
    QRect badge;
    const QImage image = drawn({}, verdict, &badge);
    return image.pixel(badge.center()) != qRgb(255, 255, 255);
}

} // namespace

class TestVerdictBadge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyVerdictIsToldWithoutColour();
    void whatWasNotJudgedIsDashed();
    void whatWasNotJudgedHasNoTint();
    void longTextsAreCut();
    void staysInItsRoom();
    void aTableDrawsItsVerdicts();
    void aBadgeOnAPage();
};

void TestVerdictBadge::everyVerdictIsToldWithoutColour()
{
    QSet<QString> signs;
    QSet<QString> words;
    std::vector<QImage> images;
    for (const CheckVerdict verdict : verdicts) {
        const VerdictSign sign = signOf(verdict);
        signs << sign.sign;
        words << sign.word;
        const QImage image = drawn(sign.text(), verdict);
        QVERIFY(std::ranges::find(images, image) == images.end());
        images.push_back(image);
    }
    QCOMPARE(signs.size(), qsizetype(std::size(verdicts)));
    QCOMPARE(words.size(), qsizetype(std::size(verdicts)));
}

void TestVerdictBadge::whatWasNotJudgedIsDashed()
{
    for (const CheckVerdict verdict : verdicts) {
        const double share = lineShare(verdict);
        if (verdict == CheckVerdict::NoData)
            QVERIFY2(share > 0.3 && share < 0.8, qPrintable(QString::number(share)));
        else
            QCOMPARE(share, 1.0);
    }
    QCOMPARE(lineShare(std::nullopt), 1.0);
}

void TestVerdictBadge::whatWasNotJudgedHasNoTint()
{
    for (const CheckVerdict verdict : verdicts)
        QCOMPARE(isTinted(verdict), verdict > CheckVerdict::NoData);
    QVERIFY(isTinted(std::nullopt));
}

void TestVerdictBadge::longTextsAreCut()
{
    QRect badge;
    drawn(QString(1000, u'x'), CheckVerdict::Fail, &badge);
    QVERIFY(room.contains(badge));
    QVERIFY(badgeSize(u"x"_s, QFont(), {}).width() < badgeSize(u"xx"_s, QFont(), {}).width());
}

void TestVerdictBadge::staysInItsRoom()
{
    QPixmap ground(200, 60);
    QPainter painter(&ground);
    const int height = badgeSize(u"x"_s, QFont(), {}).height();
    for (int room = height - 3; room < height + 4; ++room) {
        const QRect place(10, 10, 100, room);
        const QRect badge = paintBadge(&painter, place, u"x"_s, QFont(), {Qt::black, {}});
        QVERIFY2(place.contains(badge), qPrintable(QString::number(room - height)));
        QVERIFY(std::abs((badge.top() - place.top()) - (place.bottom() - badge.bottom())) <= 1);
    }
}

void TestVerdictBadge::aTableDrawsItsVerdicts()
{
    QStandardItemModel model(1, 2);
    const std::pair<CheckVerdict, int> cells[] = {{CheckVerdict::Pass, 0}, {CheckVerdict::NoData, 1}};
    for (const auto &[verdict, column] : cells) {
        // The same text and colour: the verdict alone makes the difference.
        model.setData(model.index(0, column), u"a long enough word"_s);
        model.setData(model.index(0, column), QColor(Qt::black), Qt::ForegroundRole);
        model.setData(model.index(0, column), int(verdict), verdictRole);
    }
    QTableView table;
    table.setModel(&model);
    VerdictDelegate delegate;
    table.setItemDelegate(&delegate);
    QStyleOptionViewItem option;
    option.rect = room;
    option.widget = &table;
    const auto paint = [&](int column) {
        QImage image(room.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        delegate.paint(&painter, option, model.index(0, column));
        return image;
    };
    QVERIFY(paint(0) != paint(1));
    QVERIFY(delegate.sizeHint(option, model.index(0, 0)).width() > badgeSize(u"a long"_s, QFont(), {}).width());
}

void TestVerdictBadge::aBadgeOnAPage()
{
    VerdictBadge badge;
    badge.setVerdict(CheckVerdict::Off);
    QCOMPARE(badge.text(), u"⊘ off"_s);
    const QSize small = badge.sizeHint();
    badge.setVerdict(CheckVerdict::Inconclusive);
    QCOMPARE(badge.text(), u"? inconclusive"_s);
    QVERIFY(badge.sizeHint().width() > small.width());
}

DOORBUSTER_TEST(QTEST_MAIN, TestVerdictBadge)
#include "tst_verdictbadge.moc"
