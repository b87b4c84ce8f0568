"""The words of the notes: what each says, what follows it, an example; `grammar` finds them.

The page `docs/appunti-parole.md` is made of these rows.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, cast, get_args

from rete.model.ricerca import plain
from rete.records import frozen

# fmt: off
Voce = Literal["tavolo", "data", "inizio", "fine", "orario", "luogo", "modalita", "sessione", "numero", "protocollo", "convocazione", "scritta_il", "lettera_protocollo", "convocata_ora", "convocata_luogo", "convocata_modalita", "collegamento", "seconda_luogo", "convoca", "articolo", "richiesta_da", "richiesta_il", "seconda_di", "presiede", "verbalizza", "presenti", "collegati", "giustificati", "assenti", "ospiti", "delega", "deserta", "risposte", "note", "allegati", "odg", "entra", "esce", "punto", "senza-punto", "rinviato", "mozione", "deciso", "respinto", "prende-atto", "esito", "oggetto", "visto", "premessa", "voto", "palese", "unanime", "segreto", "consenso", "maggioranza", "senza-voto", "favorevoli", "contrari", "astenuti", "bianche", "nulle", "non_votanti", "esclusi", "anticipati", "preferenze", "eletti", "materia", "effetto", "azione", "bisogno", "testo"]
# fmt: on
Dove = Literal["testata", "punto", "ovunque"]
Segue = Literal["riga", "testo", "elenco"]


@frozen
class Parola:
    """What one or more words say.

    ``segue`` is what goes on in the lines below, ``sola`` whether it may stand without a value,
    ``dove`` in which part of the notes it is not surprising; ``che_cosa`` and ``esempio`` are for
    the page about them: the example's first word is one of ``parole``.
    """

    voce: Voce
    parole: tuple[str, ...]
    che_cosa: str
    esempio: str
    dove: Dove = "punto"
    segue: Segue = "riga"
    sola: bool = False


# voce | parole | che cosa segue | esempio | dove sta, che cosa va avanti, se sta da sola
_TABLE = """
tavolo | tavolo, riunione di, seduta di | il tavolo; altri dopo una virgola, se si sono riuniti insieme | TAVOLO: plenaria | testata
data | data, giorno, data della seduta, data della riunione | il giorno, anche con l'ora | DATA: 12 marzo 2026 | testata
inizio | inizio, ora di inizio, ora inizio, inizio lavori, apertura, inizio seduta, inizio riunione, apertura della seduta, apertura dei lavori, inizio dei lavori, apertura lavori, inizio della seduta, inizio della riunione | l'ora: `17:30`, `ore 17,30`, `h. 17.30`, `17:30h`, `14h07` | INIZIO: 17.30 | testata
fine | fine, ora di fine, ora fine, fine lavori, chiusura, fine seduta, fine riunione, chiusura della seduta, chiusura dei lavori, fine dei lavori, chiusura lavori, chiusura della riunione, fine della seduta, fine della riunione | l'ora | CHIUSURA: 19:40 | ovunque
orario | orario, orari, ore | l'ora, o da che ora a che ora | ORARIO: 17:30 - 19:00 | testata
luogo | luogo, sede, presso, dove | un testo | LUOGO: Sala consiliare | testata testo
modalita | modalità | `presenza`, `distanza`, `mista`, `scritta` | MODALITÀ: mista | testata
sessione | sessione, tipo di seduta | `ordinaria` o `straordinaria`; se manca, e il patto distingue, è ordinaria | SESSIONE: straordinaria | testata
numero | numero, verbale numero, verbale n | il numero del verbale; se manca, è quello dopo l'ultimo dell'anno | NUMERO: 4 | testata
protocollo | protocollo, prot, numero di protocollo | un testo | PROTOCOLLO: 1234/2026 | testata
convocazione | convocazione, convocata | `inviata 2/3/2026, posta elettronica`; anche `alle …`, `urgente`, `seconda il …`, `seconda alle …`, `risposte entro …`; se non si sa, `non inviata`, `mezzo non detto` | CONVOCAZIONE: inviata 2/3/2026, PEC | testata
scritta_il | lettera del, data della convocazione | il giorno che porta la lettera | LETTERA DEL: 1/3/2026 | testata
lettera_protocollo | protocollo della convocazione, protocollo della lettera | un testo | PROTOCOLLO DELLA CONVOCAZIONE: 77/2026 | testata
convocata_ora | convocata per le, ora della convocazione, ora di convocazione | l'ora per cui era convocata | CONVOCATA PER LE: 17:00 | testata
convocata_luogo | luogo della convocazione, luogo di convocazione | il posto per cui era convocata | LUOGO DELLA CONVOCAZIONE: Biblioteca | testata testo
convocata_modalita | modalità della convocazione, modalità di convocazione | come era convocata | MODALITÀ DELLA CONVOCAZIONE: mista | testata
collegamento | collegamento, collegamento a distanza, indirizzo del collegamento | come ci si collega | COLLEGAMENTO: https://riunioni.example.org | testata testo
seconda_luogo | luogo della seconda convocazione | un testo | LUOGO DELLA SECONDA CONVOCAZIONE: Biblioteca | testata testo
convoca | convocata da, convoca | chi convoca: la carica o l'ufficio | CONVOCATA DA: la presidenza | testata testo
articolo | articolo della convocazione, a norma dell'articolo | l'articolo del patto in base a cui si convoca | ARTICOLO DELLA CONVOCAZIONE: 5 | testata
richiesta_da | richiesta da | gli enti che hanno chiesto la seduta | RICHIESTA DA: comune | testata elenco
richiesta_il | richiesta il | il giorno in cui l'hanno chiesta | RICHIESTA IL: 1/3/2026 | testata
seconda_di | seconda convocazione di | il verbale della prima, o `senza verbale` | SECONDA CONVOCAZIONE DI: senza verbale | testata
presiede | presiede, presidente, presidente della seduta, presiede la seduta, presiede la riunione, coordina, modera, conduce | un ente | PRESIEDE: comune | testata
verbalizza | verbalizza, verbalizzante, segretario, segretaria, redige il verbale, segretario verbalizzante, segretaria verbalizzante | un testo: la carica o l'ufficio | SEGRETARIA: la segreteria della rete | testata testo
presenti | presenti, appello, sono presenti, risultano presenti, enti presenti, soci presenti, consiglieri presenti, membri presenti, partecipanti, partecipano | enti, separati da virgole o uno per riga; o solo quanti | PRESENTI: comune, il ponte | testata elenco
collegati | collegati, collegate, da remoto, collegati da remoto, in collegamento | enti, separati da virgole o uno per riga | COLLEGATI: la bussola | testata elenco
giustificati | giustificati, assenti giustificati, assente giustificato, assente giustificata, risultano assenti giustificati, scusati | enti, separati da virgole o uno per riga | GIUSTIFICATI: la sorgente | testata elenco
assenti | assenti, assente, risultano assenti, assenti ingiustificati, assenti non giustificati | enti, separati da virgole o uno per riga: chi è del tavolo e non è fra i presenti è assente anche senza scriverlo | ASSENTI: la quercia | testata elenco
ospiti | ospiti, ospite, invitati, uditori | enti o parole; con un punto e virgola, le virgole fanno parte del testo | OSPITI: una consulente per il bando | testata elenco
delega | delega, deleghe | `chi la dà → chi la porta`, una per riga (anche `->`, o `a`) | DELEGA: banca del tempo → il ponte | ovunque elenco
deserta | deserta, seduta deserta, riunione deserta | l'ora in cui si è visto che mancava il numero legale | DESERTA: 18:00 | ovunque sola
risposte | risposte, hanno risposto, risposta di | per iscritto, `chi giorno`, separati da virgole o uno per riga: chi ha risposto conta fra i presenti | RISPOSTE: il ponte 3/3/2026, la bussola 5/3/2026 | testata elenco
note | note del verbale | un testo | NOTE DEL VERBALE: copia su carta | ovunque testo
allegati | allegati, allegato, allegata | un testo, che va nelle note del verbale; i file si aggiungono al verbale | ALLEGATI: la pianta del lavatoio | ovunque elenco
odg | ordine del giorno, odg, o d g, argomenti, punti all'ordine del giorno | i titoli dei punti, uno per riga | ORDINE DEL GIORNO: Festa | testata elenco
entra | entra, entrano, entrata, entrate, arrivi, arriva, arrivano, arrivo, rientra, rientrano, si collega, si collegano | chi e a che ora, con o senza i due punti: dove accade, fra le decisioni | ENTRA: terra buona 18:05 | ovunque
esce | esce, escono, uscita, uscite, si allontana, si allontanano, lascia, lasciano, va via, vanno via, si scollega, si scollegano, lascia la seduta, lasciano la seduta | chi e a che ora | ESCE: la bussola 18:40 | ovunque
punto | punto, argomento | il numero (anche `2.1`, `2 bis`, `2 e 3`) e il titolo; se la seduta era prevista basta il numero | PUNTO 2: Festa | ovunque
senza-punto | senza punto | da qui in poi non si parla di un punto | SENZA PUNTO | ovunque sola
rinviato | rinviato, rinviata, rinviati, rinviate, rimandato, rimandata, si rinvia | il punto è rinviato; quel che segue resta nella discussione | RINVIATO a marzo | sola
mozione | mozione, proposta, proposta di delibera, proposta di deliberazione, emendamento | ciò che si vota: l'esito sta nelle righe sotto | MOZIONE: si apre il lavatoio | testo
deciso | deciso, decisa, decisione, delibera, deliberato, deliberazione, si delibera, si decide, approvato, approvata, approvati, approvate, si approva | il testo della decisione; continua nelle righe sotto, se rientrano | DELIBERA: si apre il lavatoio | testo
respinto | respinto, respinta, respinti, respinte, bocciato, bocciata, non approvato, non approvata, si respinge | il testo di ciò che è stato respinto | RESPINTO: la festa a giugno | testo
prende-atto | prende atto, prendono atto, preso atto, si prende atto, presa d'atto | il testo | SI PRENDE ATTO: la festa si tiene | testo
esito | esito, risultato, esito della votazione, esito del voto, esito votazione, risultato della votazione | com'è finita, con i numeri o senza | ESITO: approvata con 8 favorevoli e 3 contrari
oggetto | oggetto | la decisione in una riga; se manca, è il titolo del punto | OGGETTO: Il lavatoio | testo
visto | visto, vista, visti, viste, considerato, considerato che, visto che, premesso che | ciò che precede la decisione | VISTO: il testo del Comune | testo
premessa | premessa | lo stesso, senza altre parole davanti | PREMESSA: il tempo stringe | testo
voto | voto, voti, votazione, votazioni, votazione finale, si vota, conteggio | i numeri: `12 favorevoli, 2 contrari, 1 bianca`, `10 sì 3 no`, `6-0`, `unanime` | VOTAZIONE: 8 favorevoli, 3 contrari
palese | voto palese, votazione palese, per alzata di mano, alzata di mano, per appello nominale | i numeri, o nulla | PER ALZATA DI MANO: 8 favorevoli, 3 contrari | sola
unanime | unanimità, all'unanimità, all'unanimità dei presenti, all'unanimità dei votanti, unanime | nulla, o quanti a favore | ALL'UNANIMITÀ | sola
segreto | voto segreto, votazione segreta, scrutinio segreto, a scrutinio segreto, scheda segreta, schede segrete, a scheda segreta, per schede segrete | i numeri, con schede bianche e nulle | SCHEDA SEGRETA: 8 sì, 3 no, 1 bianca | sola
consenso | consenso, per consenso, acclamazione, per acclamazione | nulla, o i numeri: si è deciso senza che nessuno si opponesse | PER ACCLAMAZIONE | sola
maggioranza | a maggioranza, maggioranza, a maggioranza dei presenti, a maggioranza dei voti | i numeri: senza, non si sa quanti, e il voto non si scrive | A MAGGIORANZA: 8 favorevoli, 3 contrari | sola
senza-voto | senza voto, senza votazione | nulla: com'è andato il voto non si sa | SENZA VOTO | sola
favorevoli | favorevoli, favorevole, a favore, voti favorevoli, voti a favore | quanti; chi c'è e non è nominato ha votato a favore | FAVOREVOLI: 8
contrari | contrari, contrario, contraria, contro, voti contrari, voti contro | enti, o quanti | CONTRARI: il ponte | elenco
astenuti | astenuti, astenuto, astenuta, astensioni, astensione, si astengono, si astiene, voti astenuti | enti, o quanti | ASTENSIONI: banca del tempo | elenco
bianche | schede bianche, scheda bianca, bianche | quante | SCHEDE BIANCHE: 1
nulle | schede nulle, scheda nulla, nulle | quante | SCHEDE NULLE: 1
non_votanti | non votano, non vota, non votanti, non partecipa al voto, non partecipano al voto, non partecipa alla votazione, non partecipano alla votazione | enti, o quanti | NON PARTECIPA AL VOTO: la bussola | elenco
esclusi | esclusi, escluso, esclusa | enti che non potevano votare | ESCLUSI: la bussola | elenco
anticipati | voto anticipato, voti anticipati, voto mandato prima, voti mandati prima | enti assenti che hanno mandato il voto: sono a favore, se non si dice altro | VOTO ANTICIPATO: la sorgente | elenco
preferenze | preferenze | `il ponte 8, la bussola 5`, o `il ponte (8)`; ciò che non è un ente va fra virgolette: `«a giugno» 8` | PREFERENZE: il ponte 8, la bussola 5 | elenco
eletti | eletti, eletto, eletta, elette, risulta eletto, risulta eletta, risultano eletti, risultano elette | enti o parole; con un punto e virgola, le virgole fanno parte del testo | ELETTI: il ponte | elenco
materia | materia | la materia della decisione, dove le regole distinguono: `bilancio`, `elezioni`, `scioglimento`, o una del patto | MATERIA: bilancio
effetto | effetto, effetti | che cosa cambia nel registro ([quali](formato.md#atti)) | EFFETTO: ammissione ente=il ponte dal=1/3/2026 | testo
azione | azione, azioni, incarico, incarichi, compito, compiti, da fare, impegno, impegni, todo, to do, prossimi passi | `chi, cosa, entro quando`: più nomi all'inizio sono più responsabili; il giorno può mancare, e chi non è un ente sta fra «» | INCARICO: il ponte, scrivere al sindaco, entro il 30/6/2026 | testo
bisogno | bisogno, bisogni | la parola è riservata ai bisogni: per ora si scrivono nella loro cartella | BISOGNO: un posto per i ragazzi
testo | nota, nb, n b, esempio, es, p es, per esempio, domanda, risposta, replica, intervento, interventi, discussione, dibattito, chiarimento, commento, osservazione, aggiornamento, sintesi, prossima riunione, prossima seduta, prossimo incontro, ps, p s, attenzione, costo, costi, spesa, importo, totale | nulla di particolare: è discussione | NOTA: se ne riparla
"""


def _parola(row: str) -> Parola:
    voce, words, what, example, *flags = (part.strip() for part in row.split(" | "))
    told = flags[0].split() if flags else []
    return Parola(
        voce=cast(Voce, voce),
        parole=tuple(word.strip() for word in words.split(",")),
        che_cosa=what,
        esempio=example,
        dove=next((one for one in get_args(Dove) if one in told), "punto"),
        segue=next((one for one in get_args(Segue) if one in told), "riga"),
        sola="sola" in told,
    )


PAROLE: tuple[Parola, ...] = tuple(_parola(row) for row in _TABLE.strip().splitlines())
WORDS: Mapping[str, Parola] = MappingProxyType(
    {plain(word): row for row in PAROLE for word in row.parole}
)
"""The words, without accents or case, and what each says."""
ROWS: Mapping[Voce, Parola] = MappingProxyType({row.voce: row for row in PAROLE})
