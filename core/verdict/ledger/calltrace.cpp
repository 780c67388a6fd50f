// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/calltrace.h"

#include <QByteArray>

#include <cstring>

namespace doorbuster {

namespace {

constexpr qint64 nsPerUs = 1'000;
// A call's first byte: kind and meaning together, and whether a byte with flags follows.
constexpr quint8 whatBits = 0x7f;
constexpr quint8 flagsBit = 0x80;
static_assert((int(CallKind::Confirm) + 1) * meaningCount - 1 <= whatBits);

/// What follows behind the times, where it is not as usual.
enum Flag : quint8 {
    TellsPlace = 1, ///< position and size
    TellsStatus = 2,
    TellsTtl = 4,
    NeverArrived = 8,
};

/// Of nearly all calls with this meaning.
quint8 usualFlags(Meaning meaning)
{
    return meaning == Meaning::Queued ? quint8(TellsPlace) : quint8(0);
}

quint16 usualStatus(Meaning meaning)
{
    return meaning == Meaning::NoAnswer ? 0 : 200;
}

quint8 flagsOf(const BuyerCall &call)
{
    quint8 flags = 0;
    if (call.position != BuyerCall::untold || call.size != BuyerCall::untold)
        flags |= TellsPlace;
    if (call.status != usualStatus(call.meaning))
        flags |= TellsStatus;
    if (call.holdTtlMs != BuyerCall::untold)
        flags |= TellsTtl;
    if (!call.mayHaveArrived)
        flags |= NeverArrived;
    return flags;
}

qint64 floorUs(qint64 ns)
{
    return ns >= 0 ? ns / nsPerUs : -((-ns + nsPerUs - 1) / nsPerUs);
}

qint64 ceilUs(qint64 ns)
{
    return -floorUs(-ns);
}

/// Signed numbers in as few bytes as they need, small ones of either sign in one.
class Packer {
public:
    void byte(quint8 value) { m_bytes.append(char(value)); }
    void number(qint64 value)
    {
        quint64 zigzag = (quint64(value) << 1) ^ quint64(value >> 63);
        while (zigzag >= 0x80) {
            byte(quint8(zigzag) | 0x80);
            zigzag >>= 7;
        }
        byte(quint8(zigzag));
    }
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Reads only what Packer wrote in this process.
class Unpacker {
public:
    explicit Unpacker(QByteArrayView bytes)
        : m_at(bytes.begin())
        , m_end(bytes.end())
    {
    }
    bool atEnd() const { return m_at == m_end; }
    quint8 byte() { return quint8(*m_at++); }
    qint64 number()
    {
        quint64 zigzag = 0;
        for (int shift = 0;; shift += 7) {
            const quint8 next = byte();
            zigzag |= quint64(next & 0x7f) << shift;
            if (next < 0x80)
                return qint64(zigzag >> 1) ^ -qint64(zigzag & 1);
        }
    }

private:
    const char *m_at;
    const char *m_end;
};

} // namespace

CallTrace::CallTrace(std::span<const BuyerCall> calls)
{
    Packer packer;
    BuyerCall last{.position = 0, .size = 0};
    for (const BuyerCall &call : calls) {
        const quint8 flags = flagsOf(call);
        const bool isUsual = flags == usualFlags(call.meaning);
        packer.byte(quint8((int(call.kind) * meaningCount + int(call.meaning)) | (isUsual ? 0 : flagsBit)));
        if (!isUsual)
            packer.byte(flags);
        const qint64 sent = floorUs(call.sent);
        const qint64 ended = ceilUs(call.ended);
        packer.number(sent - last.ended);
        packer.number(ended - sent);
        if (flags & TellsPlace) {
            packer.number(qint64(call.position) - last.position);
            packer.number(qint64(call.size) - last.size);
            last.position = call.position;
            last.size = call.size;
        }
        if (flags & TellsStatus)
            packer.number(call.status);
        if (flags & TellsTtl)
            packer.number(call.holdTtlMs);
        last.ended = ended;
    }
    *this = CallTrace(QByteArrayView(packer.bytes()));
}

CallTrace::CallTrace(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const auto length = quint32(bytes.size());
    m_bytes = std::make_unique_for_overwrite<char[]>(sizeof length + length);
    std::memcpy(m_bytes.get(), &length, sizeof length);
    std::memcpy(m_bytes.get() + sizeof length, bytes.data(), length);
}

CallTrace::CallTrace(const CallTrace &other)
    : CallTrace(other.bytes())
{
}

CallTrace &CallTrace::operator=(CallTrace other) noexcept
{
    m_bytes.swap(other.m_bytes);
    return *this;
}

QByteArrayView CallTrace::bytes() const
{
    if (!m_bytes)
        return {};
    quint32 length = 0;
    std::memcpy(&length, m_bytes.get(), sizeof length);
    return {m_bytes.get() + sizeof length, qsizetype(length)};
}

std::vector<BuyerCall> CallTrace::calls() const
{
    std::vector<BuyerCall> calls;
    Unpacker unpacker(bytes());
    BuyerCall last{.position = 0, .size = 0};
    qint64 lastEndedUs = 0;
    while (!unpacker.atEnd()) {
        BuyerCall &call = calls.emplace_back();
        const quint8 head = unpacker.byte();
        call.kind = CallKind((head & whatBits) / meaningCount);
        call.meaning = Meaning((head & whatBits) % meaningCount);
        const quint8 flags = head & flagsBit ? unpacker.byte() : usualFlags(call.meaning);
        const qint64 sentUs = lastEndedUs + unpacker.number();
        lastEndedUs = sentUs + unpacker.number();
        call.sent = sentUs * nsPerUs;
        call.ended = lastEndedUs * nsPerUs;
        if (flags & TellsPlace) {
            call.position = last.position = qint32(last.position + unpacker.number());
            call.size = last.size = qint32(last.size + unpacker.number());
        }
        call.status = flags & TellsStatus ? quint16(unpacker.number()) : usualStatus(call.meaning);
        if (flags & TellsTtl)
            call.holdTtlMs = qint32(unpacker.number());
        call.mayHaveArrived = !(flags & NeverArrived);
    }
    return calls;
}

void CallRecorder::add(const BuyerCall &call)
{
    if (m_calls.size() >= roomyLimit && lastMayGo(call))
        m_calls.back() = call;
    else
        m_calls.push_back(call);
}

namespace {

/// A look that found the buyer still waiting, or found out nothing.
bool isVain(const BuyerCall &call)
{
    return call.kind == CallKind::Position && call.meaning != Meaning::Held && call.meaning != Meaning::LostPlace;
}

bool isPlausible(const BuyerCall &call)
{
    return call.position == BuyerCall::untold
        || (call.position >= 1 && (call.size == BuyerCall::untold || call.position <= call.size));
}

} // namespace

/// Whether the last call may be left out for the next one: a step between two looks of which nothing hangs on.
bool CallRecorder::lastMayGo(const BuyerCall &next) const
{
    const BuyerCall &last = m_calls[m_calls.size() - 1];
    const BuyerCall &before = m_calls[m_calls.size() - 2];
    if (!isVain(before) || !isVain(last) || !isVain(next))
        return false;
    if (m_calls.size() >= hardLimit)
        return true;
    for (const BuyerCall *call : {&before, &last, &next}) {
        if (call->meaning != Meaning::Queued || !isPlausible(*call))
            return false;
    }
    return before.position >= last.position && last.position >= next.position;
}

} // namespace doorbuster
