// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/variableconsent.h"

#include "tests/support/testprogram.h"

#include <QAbstractButton>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr auto shop = "http://shop.test:4000/api";

QMap<QString, QString> header(const QString &value)
{
    return {{u"X-Team"_s, value}};
}

} // namespace

/// The values of environment variables go nowhere unasked.
class TestVariableConsent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nothingToAsk_data();
    void nothingToAsk();
    void namesVariablesAndTargetButNoValues();
    void theAdminsPasswordIsAskedFor();
    void cancelSendsNothing();
    void escapeSendsNothing();
    void enterSendsNothing();
    void agreedIsDoneOnce();
    void anotherTargetIsAskedFor_data();
    void anotherTargetIsAskedFor();
    void onlyNewVariablesAreNamed();
    void targetIsShownAsText();
    void goneBeforeTheAnswer();

private:
    void ask(const QMap<QString, QString> &headers, const QString &apiBase = QString::fromLatin1(shop))
    {
        m_consent->ask(headers, apiBase, [this] { ++m_done; });
    }
    QMessageBox *box() const { return m_window->findChild<QMessageBox *>(); }
    void press(const QString &text) const
    {
        QVERIFY(box());
        for (QAbstractButton *button : box()->buttons()) {
            if (button->text().remove(u'&').contains(text)) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable(u"no button "_s + text));
    }
    void agree() const
    {
        press(u"Send"_s);
        QVERIFY(QTest::qWaitFor([this] { return !box(); })); // it deletes itself
    }
    int answers(bool allowed) const
    {
        return int(std::ranges::count_if(
            *m_answered, [allowed](const QList<QVariant> &answer) { return answer.first().toBool() == allowed; }));
    }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<VariableConsent> m_consent;
    std::unique_ptr<QSignalSpy> m_answered;
    int m_done = 0;
};

void TestVariableConsent::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_consent = std::make_unique<VariableConsent>(m_window.get());
    m_answered = std::make_unique<QSignalSpy>(m_consent.get(), &VariableConsent::answered);
    m_done = 0;
    qputenv("TEAM_TOKEN", "hunter2");
}

void TestVariableConsent::cleanup()
{
    m_answered.reset();
    m_consent.reset();
    m_window.reset();
    qunsetenv("TEAM_TOKEN");
}

void TestVariableConsent::nothingToAsk_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("a plain value") << u"blue"_s;
    QTest::newRow("a variable made for this program") << u"${DOORBUSTER_TEAM}"_s;
    QTest::newRow("no variable") << u"$TEAM_TOKEN {TEAM_TOKEN}"_s;
}

void TestVariableConsent::nothingToAsk()
{
    QFETCH(QString, value);
    ask(header(value));
    QVERIFY(!box());
    QVERIFY(!m_consent->isAsking());
    QCOMPARE(m_done, 1);
    QCOMPARE(answers(true), 1);
}

void TestVariableConsent::namesVariablesAndTargetButNoValues()
{
    ask({{u"Authorization"_s, u"Bearer ${TEAM_TOKEN}"_s}, {u"X-Home"_s, u"${HOME_DIR}"_s}},
        u"http://me:secret@shop.test:4000/api"_s);
    QVERIFY(box());
    QVERIFY(m_consent->isAsking());
    QCOMPARE(m_done, 0);
    QCOMPARE(m_answered->size(), 0);
    const QString text = box()->text() + u'\n' + box()->informativeText();
    QVERIFY2(text.contains(u"shop.test:4000"_s), qPrintable(text));
    QVERIFY2(text.contains(u"HOME_DIR, TEAM_TOKEN"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"hunter2"_s) && !text.contains(u"secret"_s), qPrintable(text));
}

void TestVariableConsent::theAdminsPasswordIsAskedFor()
{
    ask(header(u"${DOORBUSTER_ADMIN_PASSWORD}"_s));
    QVERIFY(box());
    QVERIFY(box()->informativeText().contains(u"DOORBUSTER_ADMIN_PASSWORD"_s));
}

void TestVariableConsent::cancelSendsNothing()
{
    ask(header(u"${TEAM_TOKEN}"_s));
    press(u"Cancel"_s);
    QCOMPARE(m_done, 0);
    QCOMPARE(answers(false), 1);
    QVERIFY(!m_consent->isAsking());
    QVERIFY(QTest::qWaitFor([this] { return !box(); }));
    ask(header(u"${TEAM_TOKEN}"_s)); // a no is not kept
    QVERIFY(box());
}

void TestVariableConsent::escapeSendsNothing()
{
    ask(header(u"${TEAM_TOKEN}"_s));
    QTest::keyClick(box(), Qt::Key_Escape);
    QCOMPARE(m_done, 0);
    QCOMPARE(answers(false), 1);
}

void TestVariableConsent::enterSendsNothing()
{
    ask(header(u"${TEAM_TOKEN}"_s));
    QTest::keyClick(box(), Qt::Key_Return);
    QCOMPARE(m_done, 0);
    QCOMPARE(answers(false), 1);
}

void TestVariableConsent::agreedIsDoneOnce()
{
    ask(header(u"${TEAM_TOKEN}"_s));
    agree();
    QCOMPARE(m_done, 1);
    QCOMPARE(answers(true), 1);
    // The same shop in other spellings, and below another path.
    ask(header(u"${TEAM_TOKEN}"_s), u"HTTP://Shop.Test:4000/other?x=1"_s);
    QVERIFY(!box());
    QCOMPARE(m_done, 2);
    QCOMPARE(answers(true), 2);
}

void TestVariableConsent::anotherTargetIsAskedFor_data()
{
    QTest::addColumn<QString>("apiBase");
    QTest::newRow("host") << u"http://other.test:4000/api"_s;
    QTest::newRow("port") << u"http://shop.test:4001/api"_s;
    QTest::newRow("without TLS") << u"https://shop.test:4000/api"_s;
}

void TestVariableConsent::anotherTargetIsAskedFor()
{
    QFETCH(QString, apiBase);
    ask(header(u"${TEAM_TOKEN}"_s));
    agree();
    ask(header(u"${TEAM_TOKEN}"_s), apiBase);
    QVERIFY(box());
    QCOMPARE(m_done, 1);
}

void TestVariableConsent::onlyNewVariablesAreNamed()
{
    ask(header(u"${TEAM_TOKEN}"_s));
    agree();
    ask(header(u"${TEAM_TOKEN} ${OTHER_TOKEN}"_s));
    QVERIFY(box());
    QVERIFY(box()->informativeText().contains(u"OTHER_TOKEN"_s));
    QVERIFY(!box()->informativeText().contains(u"TEAM_TOKEN"_s));
}

void TestVariableConsent::targetIsShownAsText()
{
    ask(header(u"${TEAM_TOKEN}"_s), u"http://shop.test/<b>x</b>"_s);
    QVERIFY(box());
    QCOMPARE(box()->textFormat(), Qt::PlainText);
}

void TestVariableConsent::goneBeforeTheAnswer()
{
    ask(header(u"${TEAM_TOKEN}"_s));
    m_consent.reset();
    press(u"Send"_s);
    QCOMPARE(m_done, 0);
}

DOORBUSTER_TEST(QTEST_MAIN, TestVariableConsent)
#include "tst_variableconsent.moc"
