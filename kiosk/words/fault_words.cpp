#include "kiosk/words/fault_words.hpp"

#include <QCoreApplication>

namespace doorstep::kiosk {
namespace {

struct Row {
    wire::FaultCode code;
    const char* sentence;
    const char* what_now;
};

constexpr const char* context = "FaultWords";

const Row table[] = {
    {wire::FAULT_INTERNAL, QT_TRANSLATE_NOOP("FaultWords", "Something went wrong inside this machine."),
     QT_TRANSLATE_NOOP("FaultWords", "Nothing is lost. Please try again, or ask the clerk.")},
    {wire::FAULT_BAD_REQUEST, QT_TRANSLATE_NOOP("FaultWords", "This machine could not do that."),
     QT_TRANSLATE_NOOP("FaultWords", "Nothing is lost. Please try again, or ask the clerk.")},
    {wire::FAULT_TIMEOUT, QT_TRANSLATE_NOOP("FaultWords", "That took too long."),
     QT_TRANSLATE_NOOP("FaultWords", "Please try again.")},
    {wire::FAULT_UNAVAILABLE, QT_TRANSLATE_NOOP("FaultWords", "A part of this machine is starting again."),
     QT_TRANSLATE_NOOP("FaultWords", "Nothing is lost. Please wait a moment and try again.")},
    {wire::FAULT_NO_SESSION, QT_TRANSLATE_NOOP("FaultWords", "Your visit was interrupted."),
     QT_TRANSLATE_NOOP("FaultWords", "Please lift your card and lay it down again. What you entered is kept.")},
    {wire::FAULT_BUSY, QT_TRANSLATE_NOOP("FaultWords", "This part of the machine is busy."),
     QT_TRANSLATE_NOOP("FaultWords", "Please wait a moment and try again.")},
    {wire::FAULT_CANCELLED, QT_TRANSLATE_NOOP("FaultWords", "It was stopped."),
     QT_TRANSLATE_NOOP("FaultWords", "You can start it again.")},
    {wire::FAULT_TOO_LARGE, QT_TRANSLATE_NOOP("FaultWords", "That is too large for this machine."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk.")},
    {wire::FAULT_DISK_FULL, QT_TRANSLATE_NOOP("FaultWords", "This machine cannot take more at the moment."),
     QT_TRANSLATE_NOOP("FaultWords", "What was saved is safe. Please ask the clerk.")},
    {wire::FAULT_NOT_PERMITTED, QT_TRANSLATE_NOOP("FaultWords", "This is not allowed here."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk.")},
    {wire::FAULT_READER_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The card reader is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk, or type your name and number.")},
    {wire::FAULT_READER_SILENT, QT_TRANSLATE_NOOP("FaultWords", "The card reader does not answer."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk, or type your name and number.")},
    {wire::FAULT_CARD_NONE, QT_TRANSLATE_NOOP("FaultWords", "There is no card on the reader."),
     QT_TRANSLATE_NOOP("FaultWords", "Please lay your ID card on the reader.")},
    {wire::FAULT_CARD_REMOVED, QT_TRANSLATE_NOOP("FaultWords", "The card was taken away too early."),
     QT_TRANSLATE_NOOP("FaultWords", "Please lay it down again and leave it until you see your name.")},
    {wire::FAULT_CARD_UNREADABLE, QT_TRANSLATE_NOOP("FaultWords", "This card could not be read."),
     QT_TRANSLATE_NOOP("FaultWords", "Please turn it over and lay it down again, or type your name and number.")},
    {wire::FAULT_CARD_CHECKSUM, QT_TRANSLATE_NOOP("FaultWords", "The number on this card was not read correctly."),
     QT_TRANSLATE_NOOP("FaultWords", "Please lay it down again, or type your name and number.")},
    {wire::FAULT_CARD_UNKNOWN_TYPE, QT_TRANSLATE_NOOP("FaultWords", "This machine does not know this kind of card."),
     QT_TRANSLATE_NOOP("FaultWords", "Please lay down an ID card, or ask the clerk.")},
    {wire::FAULT_CARD_EXPIRED, QT_TRANSLATE_NOOP("FaultWords", "The date on this card has passed."),
     QT_TRANSLATE_NOOP("FaultWords", "You can go on. Please renew your card when you can.")},
    {wire::FAULT_CARD_NOT_AUTHORISED, QT_TRANSLATE_NOOP("FaultWords", "This reader may not read this card."),
     QT_TRANSLATE_NOOP("FaultWords", "Please type your name and number, or ask the clerk.")},
    {wire::FAULT_CODE_READER_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The code reader is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "You can go on without it, or ask the clerk.")},
    {wire::FAULT_CODE_NONE, QT_TRANSLATE_NOOP("FaultWords", "No code was seen."),
     QT_TRANSLATE_NOOP("FaultWords", "Please hold the code straight before the reader, a hand's width away.")},
    {wire::FAULT_CODE_UNREADABLE, QT_TRANSLATE_NOOP("FaultWords", "This code could not be read."),
     QT_TRANSLATE_NOOP("FaultWords", "Please smooth the paper and hold it before the reader again, or ask the clerk.")},
    {wire::FAULT_CHIP_READER_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The reader for chip cards is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "You can go on without it, or ask the clerk.")},
    {wire::FAULT_CHIP_NONE, QT_TRANSLATE_NOOP("FaultWords", "There is no card in the slot."),
     QT_TRANSLATE_NOOP("FaultWords", "Please put your card into the slot, the chip first.")},
    {wire::FAULT_CHIP_REMOVED, QT_TRANSLATE_NOOP("FaultWords", "The card was pulled out too early."),
     QT_TRANSLATE_NOOP("FaultWords", "Please put it in again and leave it until it has been read.")},
    {wire::FAULT_CHIP_MUTE, QT_TRANSLATE_NOOP("FaultWords", "The card does not answer."),
     QT_TRANSLATE_NOOP("FaultWords", "Please turn it round, so that the chip goes in first and lies on top.")},
    {wire::FAULT_CHIP_UNKNOWN, QT_TRANSLATE_NOOP("FaultWords", "This machine does not know this chip card."),
     QT_TRANSLATE_NOOP("FaultWords", "Please put in your social security card, or ask the clerk.")},
    {wire::FAULT_CHIP_UNREADABLE, QT_TRANSLATE_NOOP("FaultWords", "The chip of this card could not be read."),
     QT_TRANSLATE_NOOP("FaultWords", "You can go on without it, or ask the clerk.")},
    {wire::FAULT_SCANNER_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The scanner is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "You can go on without it and bring the papers later, or ask the clerk.")},
    {wire::FAULT_SCANNER_EMPTY, QT_TRANSLATE_NOOP("FaultWords", "There is no paper in the scanner."),
     QT_TRANSLATE_NOOP("FaultWords", "Please put your page in and try again.")},
    {wire::FAULT_SCANNER_JAM, QT_TRANSLATE_NOOP("FaultWords", "The paper is stuck in the scanner."),
     QT_TRANSLATE_NOOP("FaultWords", "Please pull it out gently and put it in again. Pages already shown are kept.")},
    {wire::FAULT_SCANNER_COVER_OPEN, QT_TRANSLATE_NOOP("FaultWords", "The scanner's cover is open."),
     QT_TRANSLATE_NOOP("FaultWords", "Please close it and try again.")},
    {wire::FAULT_SCANNER_BUSY, QT_TRANSLATE_NOOP("FaultWords", "The scanner is busy."),
     QT_TRANSLATE_NOOP("FaultWords", "Please wait a moment and try again.")},
    {wire::FAULT_SCANNER_IO, QT_TRANSLATE_NOOP("FaultWords", "The scanner stopped in the middle."),
     QT_TRANSLATE_NOOP("FaultWords", "Please put the page in again. Pages already shown are kept.")},
    {wire::FAULT_SCANNER_DENIED, QT_TRANSLATE_NOOP("FaultWords", "The scanner cannot be used now."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk.")},
    {wire::FAULT_SCANNER_PAGE_COUNT, QT_TRANSLATE_NOOP("FaultWords", "Other pages came than were counted."),
     QT_TRANSLATE_NOOP("FaultWords", "Please compare the pages shown with your papers. Pages already shown are kept.")},
    {wire::FAULT_PAGE_NOT_FOUND, QT_TRANSLATE_NOOP("FaultWords", "No page was seen in the scanner."),
     QT_TRANSLATE_NOOP("FaultWords", "Please lay the page straight and try again.")},
    {wire::FAULT_PAGE_UNREADABLE, QT_TRANSLATE_NOOP("FaultWords", "The picture of the page is damaged."),
     QT_TRANSLATE_NOOP("FaultWords", "Please scan it again.")},
    {wire::FAULT_PRINTER_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The printer is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "You can write down the number on the screen, or ask the clerk.")},
    {wire::FAULT_PRINTER_PAPER_OUT, QT_TRANSLATE_NOOP("FaultWords", "The printer is out of paper."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk for paper. Printing goes on by itself.")},
    {wire::FAULT_PRINTER_JAM, QT_TRANSLATE_NOOP("FaultWords", "The paper is stuck in the printer."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk. Printing goes on by itself.")},
    {wire::FAULT_PRINTER_COVER_OPEN, QT_TRANSLATE_NOOP("FaultWords", "The printer's cover is open."),
     QT_TRANSLATE_NOOP("FaultWords", "Please close it. Printing goes on by itself.")},
    {wire::FAULT_PRINTER_TONER, QT_TRANSLATE_NOOP("FaultWords", "The printer needs toner."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk.")},
    {wire::FAULT_PRINTER_PAUSED, QT_TRANSLATE_NOOP("FaultWords", "The printer was paused."),
     QT_TRANSLATE_NOOP("FaultWords", "Please wait a moment. Printing goes on by itself.")},
    {wire::FAULT_PRINTER_OFFLINE, QT_TRANSLATE_NOOP("FaultWords", "The printer does not answer."),
     QT_TRANSLATE_NOOP("FaultWords", "You can write down the number on the screen, or ask the clerk.")},
    {wire::FAULT_PRINTER_FAILED, QT_TRANSLATE_NOOP("FaultWords", "The paper could not be printed."),
     QT_TRANSLATE_NOOP("FaultWords", "Please try again, or write down the number on the screen.")},
    {wire::FAULT_SCREEN_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The light of this screen cannot be changed."),
     QT_TRANSLATE_NOOP("FaultWords", "You can make the text larger, or ask the clerk.")},
    {wire::FAULT_SPEAKER_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The loudspeaker is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "Everything can be read on the screen, or ask the clerk.")},
    {wire::FAULT_MAINS_LOST, QT_TRANSLATE_NOOP("FaultWords", "The power is out. This machine runs on its battery."),
     QT_TRANSLATE_NOOP("FaultWords", "Please finish soon. What you entered is kept.")},
    {wire::FAULT_BATTERY_LOW,
     QT_TRANSLATE_NOOP("FaultWords", "The battery is running out. This machine switches off now."),
     QT_TRANSLATE_NOOP("FaultWords",
                       "What you entered is kept. Please take your card and come back when there is power.")},
    {wire::FAULT_UPS_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The battery for power cuts is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "You can go on. Please tell the clerk.")},
    {wire::FAULT_MICROPHONE_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The microphone is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "You can answer on the screen or on paper, or ask the clerk.")},
    {wire::FAULT_CAMERA_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The camera is not connected."),
     QT_TRANSLATE_NOOP("FaultWords", "The clerk can confirm that you are here. It counts the same.")},
    {wire::FAULT_CAMERA_BLACK, QT_TRANSLATE_NOOP("FaultWords", "The camera sees nothing."),
     QT_TRANSLATE_NOOP("FaultWords",
                       "Please look whether something covers it, or let the clerk confirm that you are here.")},
    {wire::FAULT_CAMERA_FROZEN, QT_TRANSLATE_NOOP("FaultWords", "The camera's picture stands still."),
     QT_TRANSLATE_NOOP("FaultWords", "Please try again, or let the clerk confirm that you are here.")},
    {wire::FAULT_FACE_NONE, QT_TRANSLATE_NOOP("FaultWords", "No face is to be seen."),
     QT_TRANSLATE_NOOP("FaultWords", "Please stand in front of the camera.")},
    {wire::FAULT_FACE_SEVERAL, QT_TRANSLATE_NOOP("FaultWords", "More than one face is to be seen."),
     QT_TRANSLATE_NOOP("FaultWords", "Please stand alone in front of the camera.")},
    {wire::FAULT_FACE_TOO_SMALL, QT_TRANSLATE_NOOP("FaultWords", "Your face is too far away."),
     QT_TRANSLATE_NOOP("FaultWords", "Please come closer.")},
    {wire::FAULT_FACE_BLURRED, QT_TRANSLATE_NOOP("FaultWords", "The picture is not sharp."),
     QT_TRANSLATE_NOOP("FaultWords", "Please hold still for a moment.")},
    {wire::FAULT_FACE_TOO_DARK, QT_TRANSLATE_NOOP("FaultWords", "It is too dark."),
     QT_TRANSLATE_NOOP("FaultWords", "Please turn towards the light.")},
    {wire::FAULT_FACE_MODEL_MISSING, QT_TRANSLATE_NOOP("FaultWords", "Faces cannot be compared on this machine today."),
     QT_TRANSLATE_NOOP("FaultWords", "The clerk can confirm that you are here. It counts the same.")},
    {wire::FAULT_DRAFT_UNKNOWN, QT_TRANSLATE_NOOP("FaultWords", "What you entered is no longer here."),
     QT_TRANSLATE_NOOP("FaultWords", "Please start again.")},
    {wire::FAULT_PART_MISSING, QT_TRANSLATE_NOOP("FaultWords", "A part of your papers is missing."),
     QT_TRANSLATE_NOOP("FaultWords", "Please go back and try again.")},
    {wire::FAULT_SPOOL_MISMATCH, QT_TRANSLATE_NOOP("FaultWords", "The page could not be kept."),
     QT_TRANSLATE_NOOP("FaultWords", "Please scan it again.")},
    {wire::FAULT_PIN_WRONG, QT_TRANSLATE_NOOP("FaultWords", "The PIN is not right."),
     QT_TRANSLATE_NOOP("FaultWords", "Please try again.")},
    {wire::FAULT_PIN_LOCKED, QT_TRANSLATE_NOOP("FaultWords", "Too many wrong PINs."),
     QT_TRANSLATE_NOOP("FaultWords", "Please wait %1 and try again.")},
    {wire::FAULT_ACCOUNT_UNKNOWN, QT_TRANSLATE_NOOP("FaultWords", "This account is not known here."),
     QT_TRANSLATE_NOOP("FaultWords", "Please choose another account.")},
    {wire::FAULT_ACCOUNT_DISABLED, QT_TRANSLATE_NOOP("FaultWords", "This account has been closed."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the township.")},
    {wire::FAULT_NOT_SIGNED_IN, QT_TRANSLATE_NOOP("FaultWords", "No clerk is signed in."),
     QT_TRANSLATE_NOOP("FaultWords", "Please sign in with your PIN.")},
    {wire::FAULT_NOT_ENROLLED_FACE, QT_TRANSLATE_NOOP("FaultWords", "Your face is not kept on this machine."),
     QT_TRANSLATE_NOOP("FaultWords", "The clerk can confirm that you are here. It counts the same.")},
    {wire::FAULT_CONSENT_MISSING, QT_TRANSLATE_NOOP("FaultWords", "The consent for this step is missing."),
     QT_TRANSLATE_NOOP("FaultWords", "Please go back and answer it.")},
    {wire::FAULT_OWN_CHECKIN,
     QT_TRANSLATE_NOOP("FaultWords", "Nobody may confirm the own check-in or that of the own household."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask another clerk.")},
    {wire::FAULT_OUTBOX_FULL, QT_TRANSLATE_NOOP("FaultWords", "This machine cannot take more at the moment."),
     QT_TRANSLATE_NOOP("FaultWords", "What was saved is safe. Please ask the clerk.")},
    {wire::FAULT_STATION_NOT_ENROLLED,
     QT_TRANSLATE_NOOP("FaultWords", "This station is not yet connected to its township."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk.")},
    {wire::FAULT_ONE_TIME_CODE_WRONG, QT_TRANSLATE_NOOP("FaultWords", "The one-time code is not right."),
     QT_TRANSLATE_NOOP("FaultWords", "Please look at the paper from the township and type it again.")},
    {wire::FAULT_SERVICE_CARD, QT_TRANSLATE_NOOP("FaultWords", "Service mode needs your own card on the reader."),
     QT_TRANSLATE_NOOP("FaultWords", "Lay down the ID card that belongs to this account.")},
    {wire::FAULT_TRAINING, QT_TRANSLATE_NOOP("FaultWords", "This is practice: that is not done here."),
     QT_TRANSLATE_NOOP("FaultWords", "Nothing was kept. End the practice to do it in earnest.")},
    {wire::FAULT_TRAINING_OVER, QT_TRANSLATE_NOOP("FaultWords", "The practice has ended."),
     QT_TRANSLATE_NOOP("FaultWords", "Nothing of it was kept. A clerk can begin it again.")},
    {wire::FAULT_LINE_DOWN, QT_TRANSLATE_NOOP("FaultWords", "The line to the township is down."),
     QT_TRANSLATE_NOOP("FaultWords", "You can go on. It is saved here and will be sent.")},
    {wire::FAULT_REFUSED_BY_TOWNSHIP, QT_TRANSLATE_NOOP("FaultWords", "The township could not take it."),
     QT_TRANSLATE_NOOP("FaultWords", "Please ask the clerk.")},
    {wire::FAULT_QUERY_LIMIT, QT_TRANSLATE_NOOP("FaultWords", "Too many cards were asked about in a short time."),
     QT_TRANSLATE_NOOP("FaultWords", "Please wait a few minutes.")},
};

QString wait_words(const wire::Fault& fault) {
    const auto found = fault.parameters().find("wait_s");
    const int seconds = found == fault.parameters().end() ? 60 : QString::fromStdString(found->second).toInt();
    return seconds < 60 ? QCoreApplication::translate("FaultWords", "%1 seconds").arg(seconds)
                        : QCoreApplication::translate("FaultWords", "%1 min").arg((seconds + 59) / 60);
}

const Row& row_of(wire::FaultCode code) {
    for (const auto& row : table) {
        if (row.code == code) {
            return row;
        }
    }
    return table[0];
}

}  // namespace

FaultSentence fault_words(const wire::Fault& fault) {
    if (fault.code() == wire::FAULT_NONE) {
        return {};
    }
    const Row& row = row_of(fault.code());
    FaultSentence words{QCoreApplication::translate(context, row.sentence),
                        QCoreApplication::translate(context, row.what_now)};
    if (words.what_now.contains(QLatin1String("%1"))) {
        words.what_now = words.what_now.arg(wait_words(fault));
    }
    return words;
}

}  // namespace doorstep::kiosk
