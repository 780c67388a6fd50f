// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/hostconsent.h"

#include "tests/support/testprogram.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using Purpose = HostConsent::Purpose;

namespace {

// Addresses: nothing is looked up, and nothing is sent.
const QString publicHost = u"8.8.8.8"_s;
const QString publicHost6 = u"2001:4860:4860::8888"_s;

} // namespace

/// No public host is aimed at unasked.
class TestHostConsent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void ownHostsAreNotAskedFor_data();
    void ownHostsAreNotAskedFor();
    void aNameWithoutAnAddressIsLeftToTheSetup();
    void aPublicHostIsNamed();
    void booksAreAskedForInOtherWords();
    void cancelSendsNothing_data();
    void cancelSendsNothing();
    void agreedIsDoneOnce();
    void spellingDoesNotMatter();
    void loadIncludesTheBooks();
    void booksDoNotIncludeTheLoad();
    void anotherHostIsAskedFor();
    void goneBeforeTheAnswer();

private:
    void ask(const QString &host, Purpose purpose = Purpose::Load)
    {
        m_consent->ask(host, purpose, [this] { ++m_done; });
    }
    QMessageBox *box() const { return m_window->findChild<QMessageBox *>(); }
    /// The button that is not Cancel.
    QAbstractButton *agreeing() const
    {
        for (QAbstractButton *button : box()->buttons()) {
            if (box()->buttonRole(button) == QMessageBox::AcceptRole)
                return button;
        }
        return nullptr;
    }
    void agree() const
    {
        QVERIFY(box());
        agreeing()->click();
        QVERIFY(QTest::qWaitFor([this] { return !box(); })); // it deletes itself
    }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<HostConsent> m_consent;
    std::unique_ptr<QSignalSpy> m_answered;
    int m_done = 0;
};

void TestHostConsent::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_consent = std::make_unique<HostConsent>(m_window.get());
    m_answered = std::make_unique<QSignalSpy>(m_consent.get(), &HostConsent::answered);
    m_done = 0;
}

void TestHostConsent::cleanup()
{
    m_answered.reset();
    m_consent.reset();
    m_window.reset();
}

void TestHostConsent::ownHostsAreNotAskedFor_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("this machine") << u"127.0.0.1"_s;
    QTest::newRow("this machine, IPv6") << u"::1"_s;
    QTest::newRow("a private network") << u"10.1.2.3"_s;
    QTest::newRow("a private network, IPv6") << u"fd00::1"_s;
}

void TestHostConsent::ownHostsAreNotAskedFor()
{
    QFETCH(QString, host);
    ask(host);
    QVERIFY(!box());
    QCOMPARE(m_done, 1);
    QCOMPARE(m_answered->size(), 1);
    QVERIFY(m_answered->first().first().toBool());
    QVERIFY(!m_consent->isAsking());
    QVERIFY(m_consent->agreedTo(Purpose::Load).isEmpty()); // nobody agreed to anything
}

void TestHostConsent::aNameWithoutAnAddressIsLeftToTheSetup()
{
    ask({});
    QVERIFY(m_consent->isAsking()); // it is looked up
    QCOMPARE(m_done, 0);
    QVERIFY(m_answered->wait(20'000));
    QVERIFY(!box());
    QCOMPARE(m_done, 1);
    QVERIFY(!m_consent->isAsking());
}

void TestHostConsent::aPublicHostIsNamed()
{
    ask(publicHost);
    QVERIFY(box());
    QVERIFY(m_consent->isAsking());
    QCOMPARE(m_done, 0);
    QCOMPARE(m_answered->size(), 0);
    QVERIFY2(box()->text().contains(u"8.8.8.8"_s), qPrintable(box()->text()));
    QVERIFY2(box()->informativeText().contains(u"take a shop down"_s), qPrintable(box()->informativeText()));
    QCOMPARE(box()->textFormat(), Qt::PlainText);
    QVERIFY(m_consent->agreedTo(Purpose::Load).isEmpty());
}

void TestHostConsent::booksAreAskedForInOtherWords()
{
    ask(publicHost, Purpose::Books);
    QVERIFY(box());
    QVERIFY2(box()->informativeText().contains(u"orders"_s), qPrintable(box()->informativeText()));
    QVERIFY(!box()->informativeText().contains(u"load"_s));
    QVERIFY(agreeing()->text().contains(u"books"_s));
}

void TestHostConsent::cancelSendsNothing_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Esc") << int(Qt::Key_Escape);
    QTest::newRow("Enter") << int(Qt::Key_Return); // Cancel is the default
}

void TestHostConsent::cancelSendsNothing()
{
    QFETCH(int, key);
    ask(publicHost);
    QVERIFY(box());
    QTest::keyClick(box(), Qt::Key(key));
    QCOMPARE(m_done, 0);
    QCOMPARE(m_answered->size(), 1);
    QVERIFY(!m_answered->first().first().toBool());
    QVERIFY(!m_consent->isAsking());
    QVERIFY(m_consent->agreedTo(Purpose::Load).isEmpty());
    QVERIFY(m_consent->agreedTo(Purpose::Books).isEmpty());
    QVERIFY(QTest::qWaitFor([this] { return !box(); }));
    ask(publicHost); // a no is not kept
    QVERIFY(box());
}

void TestHostConsent::agreedIsDoneOnce()
{
    ask(publicHost);
    agree();
    QCOMPARE(m_done, 1);
    QCOMPARE(m_answered->size(), 1);
    QVERIFY(m_answered->first().first().toBool());
    QCOMPARE(m_consent->agreedTo(Purpose::Load), QStringList{publicHost});
    ask(publicHost);
    QVERIFY(!box());
    QCOMPARE(m_done, 2);
    QCOMPARE(m_answered->size(), 2);
}

void TestHostConsent::spellingDoesNotMatter()
{
    ask(u"2001:4860:4860::ABCD"_s);
    agree();
    ask(u"2001:4860:4860::abcd"_s);
    QVERIFY(!box());
    QCOMPARE(m_done, 2);
}

void TestHostConsent::loadIncludesTheBooks()
{
    ask(publicHost, Purpose::Load);
    agree();
    ask(publicHost, Purpose::Books);
    QVERIFY(!box());
    QCOMPARE(m_done, 2);
    QVERIFY(m_consent->agreedTo(Purpose::Books).contains(publicHost));
}

void TestHostConsent::booksDoNotIncludeTheLoad()
{
    ask(publicHost, Purpose::Books);
    agree();
    QVERIFY(m_consent->agreedTo(Purpose::Load).isEmpty());
    QCOMPARE(m_consent->agreedTo(Purpose::Books), QStringList{publicHost});
    ask(publicHost, Purpose::Load);
    QVERIFY(box());
    QCOMPARE(m_done, 1);
}

void TestHostConsent::anotherHostIsAskedFor()
{
    ask(publicHost);
    agree();
    ask(publicHost6);
    QVERIFY(box());
    QCOMPARE(m_done, 1);
}

void TestHostConsent::goneBeforeTheAnswer()
{
    ask({});
    m_answered.reset();
    m_consent.reset();
    QCoreApplication::processEvents();
    QCOMPARE(m_done, 0);

    m_consent = std::make_unique<HostConsent>(m_window.get());
    ask(publicHost);
    m_consent.reset();
    QVERIFY(box());
    agreeing()->click();
    QCOMPARE(m_done, 0);
}

DOORBUSTER_TEST(QTEST_MAIN, TestHostConsent)
#include "tst_hostconsent.moc"
