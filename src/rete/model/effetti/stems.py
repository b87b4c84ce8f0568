"""How the words begin by which acts speak of effects («ammiss», «recess»), for the rows."""

from typing import Final

COMES_IN: Final = (
    "ammett ammess ammiss aderi adesion accogl accol accett entra ingress firm sottoscri rientr "
    "torna ritorn"
)
GOES_OUT: Final = (
    "cess reced recess esclu decad estin sciogl fusion usci esce esca escono lasci rinunc ritir "
    "dimett dimission mancat conflu"
)
SUSPENDED: Final = "sospe riamm reintegr riprend ripres"
SITS: Final = "sied compon entra ingress aggiu posto posti parte nomin"
RISES: Final = "usci esce esca escono lasci rinunc ritir posto posti parte compon"
LEADS: Final = "coordin guid affid"
CHANGES: Final = (
    "cambi sostitu subentr avvicend rotaz trasform trasfer riorganizz accorp unific unisc union "
    "fond assorb integr rinnov nuov"
)
COUNTED_AMONG: Final = (
    "domand richiest istanz candidat manifest interess elenc iscri registra inser inclu estend "
    "estens allarg amplia partecip parten membr compon compos parte acced access accredit "
    "benvenut riconosc invit coopt aggreg nuov socio soci socia soggett"
)
NO_MORE_AMONG: Final = (
    "fuoriusc cancell depenn liquid revoc disd disimpegn interr abbandon distacc inattiv moros "
    "inadempi assen prosegu continu allontan espul espell radiaz radiat rimoss rimuov rimoz "
    "esoner soppress sopprim conclu termin trasform chiu sospen parte iscri partecip elenc aderi "
    "adesion firm membr volont ricogn verific"
)
KEPT_STILL: Final = (
    "congel interr assen inadempi temporan sanzion richiam limit partecip inattiv moros paus ferm "
    "riattiv riabilit revoc attes"
)
OF_TABLES: Final = (
    "tavol grupp commission comitat consult organi forum cabin regia nucle sezion articola "
    "articolan riunisc lavori struttur"
)
IT_BEGINS: Final = (
    "attiva attivo forma insed vita sorge prende inizi cominc promuov sperimen sottogrupp sdoppi "
    "riattiv laborator osservator"
)
IT_ENDS: Final = (
    "soppress sopprim esaur disattiv finit finir compiut compit interr sospen inattiv ferm conflu "
    "revoc smantell ultimat abol"
)
CHOSEN: Final = (
    "membr compos partecip rappresent delegat design elezion elet elegg scelt sceg scel individu "
    "indic incaric assegn conferm inser inclu amplia allarg coopt invit ammess ammiss ammett "
    "adesion aderi iscri nomin turn disponibil"
)
NOT_CHOSEN: Final = (
    "dimiss dimett ridu ridott decad cess recess reced esclu revoc rimoss rimuov rimoz abbandon "
    "esoner inadempi assen"
)
HEADS: Final = (
    "capofil referent conduz condu conduc facilit responsab president presied portavoc direz "
    "dirig dirett regia assum gestion animator"
)
OF_THE_PACT: Final = "patt accord protocoll convenz intes vigen vigor efficac valid"
LASTS: Final = (
    "esten estend conferm riconferm trienn bienn quadrienn quinquenn annual period riapprov "
    "sottoscri firm differ termin disd anni tacit reiter ulterior nuov rinegoz slitt posticip "
    "protra seguit mantien manten prossim avanti decennal rilanc riprend ripres"
)
